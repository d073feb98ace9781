package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.PriceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The accepted rows of one dataset in one batch: taken in, deduplicated, written as Parquet. Whole rows are moved once, when
 * they are written; what comes before looks at keys. Not thread-safe.
 */
final class RowTable implements AutoCloseable {
    /** A file written for one day. */
    record DayFile(String dt, Path file, long rows) {}

    /** Of a row, its place in the spool. */
    private static final String PLACE = "file_row_number";

    private final Connection connection;
    private final Dataset dataset;
    private final long batch;
    private final Path file;
    private final RowSpool spool;
    private final String spooled;
    private final String dropped;
    private final String key;
    private String kept;
    private boolean empty = true;

    /** @param folder where rows wait until they are written */
    RowTable(Connection connection, Dataset dataset, long batch, Path folder) throws IOException {
        this.connection = connection;
        this.dataset = dataset;
        this.batch = batch;
        this.file = folder.resolve("rows-" + dataset.name() + ".parquet");
        this.spool = new RowSpool(file, dataset);
        this.spooled = "read_parquet('" + file.toString().replace("'", "''") + "', " + PLACE + " = true)";
        this.dropped = "dropped_" + dataset.name();
        this.key = dataset.key().stream().map(RowTable::quoted).collect(Collectors.joining(", "));
        this.kept = spooled;
    }

    /** What the files hold, in order. */
    List<String> columns() {
        return FileColumns.of(dataset);
    }

    void add(Row row) throws IOException {
        spool.add(row);
        empty = false;
    }

    /**
     * Keeps the newest row of each key: by version column, then shard, then sequence number.
     *
     * @return how many rows were dropped
     */
    long deduplicate() throws SQLException, IOException {
        spool.finish();
        if (empty) {
            // Most batches have rows of one dataset, and each statement costs as much as a few hundred rows.
            return 0;
        }
        // Most rows are alone with their key: their hashes tell them apart, in a fraction of what sorting keys takes.
        var twice = "twice_" + dataset.name();
        var hash = "hash(" + key + ")";
        execute("CREATE TABLE " + twice + " AS SELECT " + hash + " AS h FROM " + spooled
                + " GROUP BY h HAVING count(*) > 1");
        if (count(twice) == 0) {
            return 0;
        }
        execute("CREATE TABLE " + dropped + " AS SELECT " + PLACE + " FROM " + spooled + " WHERE " + hash
                + " IN (SELECT h FROM " + twice + ") QUALIFY row_number() OVER (PARTITION BY " + key + " ORDER BY "
                + quoted(dataset.versionColumn()) + " DESC NULLS LAST, shard DESC, length(seq) DESC, seq DESC) > 1");
        kept = "(SELECT * FROM " + spooled + " WHERE " + PLACE + " NOT IN (SELECT " + PLACE + " FROM " + dropped + "))";
        return count(dropped);
    }

    /** Writes a file a day, sorted by key. */
    List<DayFile> write(Path folder) throws SQLException {
        var files = new ArrayList<DayFile>();
        if (empty) {
            return files;
        }
        var columns = columns().stream()
                .map(name -> name.equals("batch") ? "CAST(" + batch + " AS BIGINT) AS batch" : quoted(name))
                .collect(Collectors.joining(", "));
        for (var day : days()) {
            var written = folder.resolve(dataset.name() + "-" + day + ".parquet");
            try (var statement = connection.createStatement()) {
                var rowCount = statement.executeUpdate("COPY (SELECT " + columns + " FROM " + kept
                        + " WHERE _day = DATE '"
                        + day + "' ORDER BY " + key + ") TO '"
                        + written.toString().replace("'", "''")
                        + "' " + ParquetFiles.FORMAT);
                files.add(new DayFile(day, written, rowCount));
            }
        }
        return files;
    }

    /** The levels of the prices among the rows that are kept. */
    List<PriceLevel> levels() throws SQLException {
        var levels = new ArrayList<PriceLevel>();
        var columns = PriceColumns.of(dataset);
        if (empty || columns.isEmpty()) {
            return levels;
        }
        var amount = quoted(columns.get().price().name());
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT "
                        + quoted(columns.get().source().name()) + ", "
                        + quoted(columns.get().currency().name()) + ", count(*), max(_observed), quantile_disc("
                        + amount
                        + ", 0.5) FROM " + kept + " WHERE " + amount + " IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2")) {
            while (result.next()) {
                levels.add(new PriceLevel(
                        result.getString(1),
                        result.getString(2),
                        result.getLong(3),
                        result.getObject(4, OffsetDateTime.class).toInstant(),
                        result.getBigDecimal(5)));
            }
        }
        return levels;
    }

    /** Forgets the rows. */
    @Override
    public void close() throws IOException {
        spool.close();
        Files.deleteIfExists(file);
    }

    private List<String> days() throws SQLException {
        var days = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT DISTINCT _day FROM " + kept + " ORDER BY 1")) {
            while (result.next()) {
                days.add(result.getObject(1, LocalDate.class).toString());
            }
        }
        return days;
    }

    private long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }
}
