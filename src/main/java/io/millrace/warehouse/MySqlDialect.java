package io.millrace.warehouse;

import io.millrace.dataset.Column;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MySQL 8, MariaDB, and what is made of them (RDS, Aurora).
 *
 * <p>Texts compare by their code points and keep trailing spaces, as everywhere else in Millrace; times are UTC. Files
 * come by LOAD DATA LOCAL, which takes what does not fit with a warning: a warning is a failure here.
 */
final class MySqlDialect implements Dialect {
    /** Most characters of a text in a key without a length of its own: an index holds 3,072 bytes. */
    private static final int KEY_LENGTH = 255;

    /** A server's numbers for files that it was told not to take. */
    private static final Set<Integer> NO_LOCAL_FILES = Set.of(1148, 3948, 4166);

    private static final int ROWS_A_BATCH = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(MySqlDialect.class);
    /** MariaDB shows how wide it would show an integer. */
    private static final Pattern WIDTH = Pattern.compile("(?i)\\b((?:big)?int)\\(\\d+\\)");

    private final Supplier<String> collation;
    private final Access access;

    /** @param collation that compares code points and does not pad, which MySQL and MariaDB call by different names */
    MySqlDialect(Supplier<String> collation) {
        this(collation, null);
    }

    /** @param access for the statements that are run once; null if nobody asks for them */
    MySqlDialect(Supplier<String> collation, Access access) {
        this.collation = collation;
        this.access = access;
    }

    @Override
    public Map<String, String> setup() {
        return Map.of(
                "database",
                identifier(access.database()),
                "user",
                Sql.literal(access.user()) + "@'%'",
                "reader",
                Sql.literal(access.reader()));
    }

    @Override
    public String identifier(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String type(Dataset dataset, Column column) {
        return switch (column.type().kind()) {
            case STRING -> isIndexed(dataset, column.name()) ? "VARCHAR(" + length(column) + ")" : "LONGTEXT";
            case INT -> "INT";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL ->
                "DECIMAL(" + column.type().precision() + "," + column.type().scale() + ")";
            case BOOLEAN -> "TINYINT(1)";
            case DATE -> "DATE";
            case TIMESTAMP -> "DATETIME(6)";
            // Not JSON, which MySQL writes anew in an order of its own; its functions take texts as well.
            case JSON -> "LONGTEXT";
        };
    }

    private static boolean isIndexed(Dataset dataset, String column) {
        return dataset.key().contains(column)
                || dataset.references().stream()
                        .anyMatch(reference -> reference.columns().contains(column));
    }

    private static int length(Column column) {
        return column.maxLength() == null ? KEY_LENGTH : column.maxLength();
    }

    @Override
    public boolean isType(Dataset dataset, Column column, String found) {
        return Dialect.super.isType(dataset, column, WIDTH.matcher(found).replaceAll("$1"));
    }

    @Override
    public String same(String a, String b) {
        return a + " <=> " + b;
    }

    @Override
    public String later(String day, int days) {
        return "(" + day + " + INTERVAL " + days + " DAY)";
    }

    /** In the columns' character set and collation, as it is compared with them. */
    @Override
    public String member(String object, String name) {
        return "(CONVERT(JSON_VALUE(" + object + ", " + Sql.literal("$." + name) + ") USING utf8mb4) COLLATE "
                + collation.get() + ")";
    }

    @Override
    public String proposed(String identifier) {
        return "VALUES(" + identifier + ")";
    }

    @Override
    public String text(Column column) {
        var name = identifier(column.name());
        return switch (column.type().kind()) {
            case TIMESTAMP -> "DATE_FORMAT(" + name + ", '%Y-%m-%d %H:%i:%s.%f+00')";
            case STRING, JSON -> name;
            default -> "CAST(" + name + " AS CHAR)";
        };
    }

    @Override
    public Map<String, String> values(Dataset dataset) {
        return Map.of("collation", collation.get(), "scratch", identifier("scratch_" + dataset.name()));
    }

    @Override
    public void fill(Load load, Staging staging, Connection connection) throws SQLException, IOException {
        if (load.files().isEmpty()) {
            return;
        }
        var table = identifier(staging.table(load.dataset()));
        try {
            loadLocal(load, table, connection);
        } catch (SQLException e) {
            if (!NO_LOCAL_FILES.contains(e.getErrorCode())) {
                throw e;
            }
            LOG.debug("load={} is inserted row by row: {}", load, e.getMessage());
            insert(load, table, connection);
        }
    }

    private void loadLocal(Load load, String table, Connection connection) throws SQLException, IOException {
        var file = load.folder().resolve("rows.csv");
        try {
            var rows = write(load, file);
            try (var statement = connection.createStatement()) {
                var taken = statement.executeUpdate("LOAD DATA LOCAL INFILE " + path(file) + " INTO TABLE " + table
                        + " CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' ENCLOSED BY '\"' ESCAPED BY ''"
                        + " LINES TERMINATED BY '\\n' (" + columns(load) + ")");
                expectNoWarnings(load, connection);
                if (taken != rows) {
                    throw new SQLException("LOAD DATA took " + taken + " rows of " + rows + " of " + load);
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Slower, for a server that takes no files: many rows a statement, as the driver writes batches anew. */
    private void insert(Load load, String table, Connection connection) throws SQLException {
        var columns = columns(load);
        var places = "?, ".repeat(load.declaration().columns().size()) + "?, ?";
        try (var duckDb = DuckDb.inMemory(load.folder().resolve("spill"));
                var statement = duckDb.createStatement();
                var rows = statement.executeQuery(
                        "SELECT " + texts(load) + ", batch, millrace_manifest FROM (" + load.localRows() + ")");
                var insert = connection.prepareStatement(
                        "INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ")")) {
            var count = rows.getMetaData().getColumnCount();
            var waiting = 0;
            while (rows.next()) {
                for (var i = 1; i <= count; i++) {
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

    private String columns(Load load) {
        return load.declaration().columns().stream()
                        .map(column -> identifier(column.name()))
                        .collect(Collectors.joining(", "))
                + ", batch, millrace_manifest";
    }

    private static String texts(Load load) {
        return load.declaration().columns().stream().map(MySqlDialect::csv).collect(Collectors.joining(", "));
    }

    /**
     * Writes the rows of a load's files as CSV, in the order of the table's primary key, in which the server inserts them
     * fastest; NULL is a word without quotation marks.
     */
    private static long write(Load load, Path file) throws SQLException {
        var columns = load.declaration().columns();
        var quoted = columns.stream()
                .filter(MySqlDialect::isText)
                .map(column -> Sql.identifier(column.name()))
                .collect(Collectors.joining(", "));
        var order = Sql.join(load.declaration().key(), name -> "rows." + Sql.identifier(name));
        try (var duckDb = DuckDb.inMemory(file.resolveSibling("spill"));
                var statement = duckDb.createStatement()) {
            return statement.executeUpdate("COPY (SELECT " + texts(load) + ", batch, millrace_manifest FROM ("
                    + load.localRows() + ") AS rows ORDER BY " + order + ") TO " + Sql.literal(file.toString())
                    + " (FORMAT csv, HEADER false, NULLSTR 'NULL', QUOTE '\"', ESCAPE '\"'"
                    + (quoted.isEmpty() ? "" : ", FORCE_QUOTE (" + quoted + ")") + ")");
        }
    }

    private static boolean isText(Column column) {
        return column.type().kind() == ColumnType.Kind.STRING || Sql.isJson(column);
    }

    private static String csv(Column column) {
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

    /** As the server reads it in a statement, where a backslash escapes. */
    private static String path(Path file) {
        return Sql.literal(file.toString().replace("\\", "\\\\"));
    }

    private static void expectNoWarnings(Load load, Connection connection) throws SQLException {
        var warnings = Warehouse.rows(connection, "SHOW WARNINGS LIMIT 3");
        if (!warnings.isEmpty()) {
            throw new SQLException("LOAD DATA did not take all of " + load + " as it is: "
                    + warnings.stream()
                            .map(row -> String.valueOf(row.get("Message")))
                            .collect(Collectors.joining("; ")));
        }
    }
}
