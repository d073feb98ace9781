package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a load's files into MySQL: as CSV in the order of the table's primary key, in which the server inserts rows
 * fastest, by LOAD DATA LOCAL. That takes what does not fit with a warning: a warning is a failure here.
 *
 * <p>Of a history's new batches only what decides about a row is staged. Values follow once it is known which rows count:
 * those of new keys straight into the table, which saves them the way through staging; the few others through it.
 */
final class MySqlFiles {
    /** A server's numbers for files that it was told not to take. */
    private static final Set<Integer> NO_LOCAL_FILES = Set.of(1148, 3948, 4166);

    /** The values of all rows, where they follow what decides about them. */
    static final String WHOLE = "whole.csv";

    private static final int ROWS_A_BATCH = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(MySqlFiles.class);

    private final Dialect dialect;
    private final Load load;
    private final Connection connection;

    MySqlFiles(Dialect dialect, Load load, Connection connection) {
        this.dialect = dialect;
        this.load = load;
        this.connection = connection;
    }

    /** Fills a staging table. */
    void stage(Dialect.Staging staging) throws SQLException, IOException {
        if (load.files().isEmpty()) {
            return;
        }
        var table = staging.table(load.dataset());
        try (var duckDb = duckDb()) {
            if (staging == Dialect.Staging.HIDDEN || !isDecidedFirst()) {
                write(duckDb, load.localRows(), columns(names(), "millrace_manifest"), table);
                return;
            }
            var deciding =
                    columns(Sql.deciding(load.declaration()), "millrace_manifest", "millrace_file", "millrace_place");
            // What most loads need next is written while the server, which uses one core, takes this.
            try (var other = duckDb.unwrap(DuckDBConnection.class).duplicate();
                    var ahead = new CsvAhead(
                            other.createStatement(), copy(load.localRows(), columns(names()), file(WHOLE)))) {
                write(duckDb, load.localRows(), deciding, table);
                ahead.await();
            }
        }
    }

    /** Inserts what is staged of new keys; staging then holds whole rows, which take the place of others. */
    void insertNew() throws SQLException, IOException {
        if (load.files().isEmpty() || !isDecidedFirst()) {
            return;
        }
        var counts = Warehouse.rows(connection, load.statement("count-new")).get(0);
        var staged = Answer.number(counts, "staged");
        var fresh = Answer.number(counts, "fresh");
        var whole = columns(names());
        var table = Dialect.Staging.ROWS.table(load.dataset());
        try (var duckDb = duckDb()) {
            if (fresh == load.rows()) {
                orInsert(
                        duckDb,
                        load.localRows(),
                        whole,
                        load.dataset(),
                        () -> loadLocal(file(WHOLE), fresh, whole, load.dataset()));
                stageAnew();
                return;
            }
            keepPlaces(duckDb);
            stageAnew();
            if (fresh > 0) {
                write(duckDb, placed(true), whole, load.dataset());
            }
            if (staged > fresh) {
                write(duckDb, placed(false), whole, table);
            }
        }
    }

    /** Not where values are compared with those of the table, and not where most rows take the place of others. */
    private boolean isDecidedFirst() {
        return load.declaration().isHistory() && !load.isTaking();
    }

    private void stageAnew() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : load.statements("stage")) {
                statement.execute(sql);
            }
        }
    }

    /** Takes the places of the staged rows over into a table of DuckDB's. */
    private void keepPlaces(Connection duckDb) throws SQLException {
        try (var statement = duckDb.createStatement()) {
            statement.execute("CREATE TABLE places (file BIGINT, place BIGINT, fresh BOOLEAN)");
        }
        try (var statement = connection.createStatement();
                var appender = duckDb.unwrap(DuckDBConnection.class)
                        .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "places")) {
            statement.setFetchSize(ROWS_A_BATCH);
            try (var rows = statement.executeQuery(load.statement("places"))) {
                while (rows.next()) {
                    appender.beginRow();
                    appender.append(rows.getLong("file"));
                    appender.append(rows.getLong("place"));
                    appender.append(rows.getBoolean("fresh"));
                    appender.endRow();
                }
            }
        }
    }

    private String placed(boolean fresh) {
        return "SELECT r.* FROM (" + load.localRows() + ") AS r JOIN places AS p ON p.file = r.millrace_file"
                + " AND p.place = r.millrace_place WHERE p.fresh = " + fresh;
    }

    /**
     * Writes rows into a table of the server's.
     *
     * @param query of DuckDB, which gives columns of these names at least
     */
    private void write(Connection duckDb, String query, List<String> columns, String table)
            throws SQLException, IOException {
        var file = file("rows.csv");
        orInsert(duckDb, query, columns, table, () -> {
            try (var statement = duckDb.createStatement()) {
                loadLocal(file, statement.executeUpdate(copy(query, columns, file)), columns, table);
            }
        });
    }

    private void orInsert(Connection duckDb, String query, List<String> columns, String table, Loading loading)
            throws SQLException, IOException {
        try {
            loading.load();
        } catch (SQLException e) {
            if (!NO_LOCAL_FILES.contains(e.getErrorCode())) {
                throw e;
            }
            LOG.debug("load={} is inserted row by row: {}", load, e.getMessage());
            insert(duckDb, query, columns, table);
        }
    }

    private void loadLocal(Path file, long rows, List<String> columns, String table) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            var taken = statement.executeUpdate("LOAD DATA LOCAL INFILE " + path(file) + " INTO TABLE "
                    + dialect.identifier(table)
                    + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' ENCLOSED BY '\"' ESCAPED BY ''"
                    + " LINES TERMINATED BY '\\n' (" + Sql.join(columns, dialect::identifier) + ")");
            expectNoWarnings();
            if (taken != rows) {
                throw new SQLException("LOAD DATA took " + taken + " rows of " + rows + " of " + load);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Slower, for a server that takes no files: many rows a statement, as the driver writes batches anew. */
    private void insert(Connection duckDb, String query, List<String> columns, String table) throws SQLException {
        var places = String.join(", ", columns.stream().map(name -> "?").toList());
        try (var statement = duckDb.createStatement();
                var rows = statement.executeQuery(texts(query, columns));
                var insert = connection.prepareStatement("INSERT INTO " + dialect.identifier(table) + " ("
                        + Sql.join(columns, dialect::identifier) + ") VALUES (" + places + ")")) {
            var waiting = 0;
            while (rows.next()) {
                for (var i = 1; i <= columns.size(); i++) {
                    insert.setString(i, rows.getString(i));
                }
                insert.addBatch();
                if (++waiting == ROWS_A_BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    /** A statement of DuckDB that writes CSV, whose NULL is a word without quotation marks. */
    private String copy(String query, List<String> columns, Path file) {
        var quoted = load.declaration().columns().stream()
                .filter(column -> isText(column) && columns.contains(column.name()))
                .map(column -> Sql.identifier(column.name()))
                .collect(Collectors.joining(", "));
        return "COPY (" + texts(query, columns) + ") TO " + Sql.literal(file.toString())
                + " (FORMAT csv, HEADER false, NULLSTR 'NULL', QUOTE '\"', ESCAPE '\"'"
                + (quoted.isEmpty() ? "" : ", FORCE_QUOTE (" + quoted + ")") + ")";
    }

    /** The columns as the server reads them, in the order of its primary key. */
    private String texts(String query, List<String> columns) {
        var dataset = load.declaration();
        return "SELECT "
                + Sql.join(
                        columns,
                        name -> dataset.column(name).map(MySqlFiles::text).orElse(name))
                + " FROM (" + query + ") AS rows ORDER BY "
                + Sql.join(dataset.key(), name -> "rows." + Sql.identifier(name));
    }

    private static String text(Column column) {
        var name = Sql.identifier(column.name());
        var value =
                switch (column.type().kind()) {
                    case TIMESTAMP -> "strftime(" + name + " AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%f')";
                    case BOOLEAN -> "CAST(" + name + " AS INTEGER)";
                    case JSON -> "CAST(" + name + " AS VARCHAR)";
                    default -> name;
                };
        return value + " AS " + name;
    }

    private static boolean isText(Column column) {
        return column.type().kind() == ColumnType.Kind.STRING || Sql.isJson(column);
    }

    private List<String> names() {
        return load.declaration().columns().stream().map(Column::name).toList();
    }

    /** Those of the dataset, and what every row has beside them. */
    private static List<String> columns(Collection<String> names, String... more) {
        var columns = new ArrayList<>(names);
        columns.add(Sql.BATCH);
        columns.addAll(List.of(more));
        return columns;
    }

    private Connection duckDb() throws SQLException {
        return DuckDb.inMemory(load.folder().resolve("spill"));
    }

    private Path file(String name) {
        return load.folder().resolve(name);
    }

    /** As the server reads it in a statement, where a backslash escapes. */
    private static String path(Path file) {
        return Sql.literal(file.toString().replace("\\", "\\\\"));
    }

    private void expectNoWarnings() throws SQLException {
        var warnings = Warehouse.rows(connection, "SHOW WARNINGS LIMIT 3");
        if (!warnings.isEmpty()) {
            throw new SQLException("LOAD DATA did not take all of " + load + " as it is: "
                    + warnings.stream()
                            .map(row -> String.valueOf(row.get("Message")))
                            .collect(Collectors.joining("; ")));
        }
    }

    private interface Loading {
        void load() throws SQLException, IOException;
    }
}
