package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Commits;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What differs between warehouses and does not fit into their statements: names, types, and how a load's files get into
 * its staging table. One for each configured warehouse. Thread-safe.
 */
public interface Dialect {
    /** A name as the warehouse's statements quote it. */
    default String identifier(String name) {
        return Sql.identifier(name);
    }

    /** The type of a column's table column. */
    String type(Dataset dataset, Column column);

    /**
     * Whether a table's column is as its declaration says.
     *
     * @param found type as the statement {@code columns} gives it
     */
    default boolean isType(Dataset dataset, Column column, String found) {
        return plain(found).equals(plain(type(dataset, column)));
    }

    /** A value of a version column that stands for none yet. */
    default String oldest(Dataset dataset, Column version) {
        return switch (version.type().kind()) {
            case TIMESTAMP -> "CAST('1970-01-01 00:00:00' AS " + type(dataset, version) + ")";
            case DATE -> "CAST('1970-01-01' AS DATE)";
            default -> "0";
        };
    }

    /** A condition that two values are the same, NULL and NULL too. */
    default String same(String a, String b) {
        return a + " IS NOT DISTINCT FROM " + b;
    }

    /** The time now, as the ledger keeps it. */
    default String now() {
        return "now()";
    }

    /** The whole seconds from 1970 until a time. */
    String epoch(String time);

    /** The time that is so many seconds after 1970. */
    String time(String seconds);

    /** A text of its own, so that it compares with columns of the tables. */
    default String comparable(String text) {
        return text;
    }

    /** The type that a number is cast to so that it becomes a text. */
    default String textType() {
        return "VARCHAR";
    }

    /** The UTC day of a time, as a DATE. */
    default String day(String time) {
        return "CAST(" + time + " AS DATE)";
    }

    /** The DATE that is so many days after another. */
    default String later(String day, int days) {
        return "(" + day + " + " + days + ")";
    }

    /** What a JSON object has under a name, as text; NULL if it has nothing or null there. */
    String member(String object, String name);

    /** In an upsert that meets a row, the value of the staged one, which is {@code s}. */
    default String proposed(String identifier) {
        return "s." + identifier;
    }

    /** An expression of a column's value as text, from which DuckDB casts it back: a time in UTC with its offset. */
    default String text(Column column) {
        return identifier(column.name());
    }

    /** Whether a JSON value comes back as the text that was written; if not, it comes back as one that means the same. */
    default boolean keepsJsonText() {
        return true;
    }

    /** The scripts of what a person runs once. */
    default List<String> setups() {
        return List.of("setup");
    }

    /** What a person may run for a dataset once its tables are there. */
    default List<String> after(Dataset dataset, SqlFolder sql) {
        return sql.script("after", sql.values(dataset));
    }

    /** Values for the statements {@code setup}, which are of no dataset, by name. */
    default Map<String, String> setup() {
        return Map.of();
    }

    /** Further values for the statements of a dataset, by name. */
    default Map<String, String> values(Dataset dataset) {
        return Map.of();
    }

    /** What one load takes at most, of so many batches. */
    default LoadSize most(int batches) {
        return LoadSize.of(batches);
    }

    /** What one load takes at most of a dataset's new batches, where {@code size} is what one of any batches takes. */
    default LoadSize most(LoadSize size, Dataset dataset) {
        return size;
    }

    /** Whether the load's files have to be on this machine's disk before they are staged. */
    default boolean readsLocalFiles() {
        return true;
    }

    /**
     * Puts into the lake what {@link #copies} read beside a load's files, where they read anything.
     *
     * @param work folder for scratch files
     */
    default void offer(Load load, ObjectStore store, Commits commits, Path work) throws IOException {}

    /**
     * Statements that fill the staging table, which the statement {@code stage} has made, out of the load's files; run
     * one after the other before {@link #fill}. None where {@code stage} does that itself, or a driver's stream does.
     */
    default List<String> copies(Load load, Staging staging) {
        return List.of();
    }

    /**
     * Fills a staging table out of the load's files by a stream of the driver, on the load's own connection.
     *
     * @throws SQLException if the warehouse does not take them, or takes less than it was given
     */
    default void fill(Load load, Staging staging, Connection connection) throws SQLException, IOException {}

    /**
     * Inserts, in the load's transaction, staged rows whose keys the table does not know, by a shorter way than the upsert's
     * on the load's own connection; what is left in staging is the upsert's. Where there is none, all is left to it.
     *
     * @throws SQLException if the warehouse does not take them, or takes less than it was given
     */
    default void insertNew(Load load, Connection connection) throws SQLException, IOException {}

    /** Whether what a transaction reads is of one moment. */
    default boolean isSnapshotKept() {
        return true;
    }

    /** Whether Millrace loads, and not the warehouse by itself, whose ledger is then only read. */
    default boolean isLoadedHere() {
        return true;
    }

    /** Makes a connection one for a load: what is not committed has to be gone once it is closed. */
    default void begin(Connection connection) throws SQLException {
        // So the pool rolls back what a load that failed leaves behind.
        connection.setAutoCommit(false);
    }

    /** Which table of a load is filled. */
    enum Staging {
        /** The rows of its batches. */
        ROWS("staging_"),
        /** Rows of other batches that it may uncover. */
        HIDDEN("hidden_");

        private final String prefix;

        Staging(String prefix) {
            this.prefix = prefix;
        }

        String table(String dataset) {
            return prefix + dataset;
        }
    }

    private static String plain(String type) {
        return type.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
