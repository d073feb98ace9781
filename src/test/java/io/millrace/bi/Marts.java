package io.millrace.bi;

import io.millrace.catalog.AthenaDdl;
import io.millrace.catalog.CatalogTable;
import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Datasets;
import io.millrace.testing.Rows;
import io.millrace.warehouse.FilledWarehouse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tables and marts with {@link SampleRows} in DuckDB: those of a warehouse in the schema {@code main}, and in the schema
 * {@code millrace} those that Athena is given, over the same rows, with Athena's functions under their names there.
 */
final class Marts implements AutoCloseable {
    /** What Athena has and DuckDB has not; times without a zone are UTC in both. */
    private static final List<String> ATHENAS_FUNCTIONS = List.of(
            "CREATE MACRO json_extract_scalar(json_text, json_path) AS json_extract_string(json_text, json_path)",
            "CREATE MACRO with_timezone(moment, zone) AS timezone(zone, moment)",
            "CREATE MACRO to_unixtime(moment) AS epoch(moment)",
            "CREATE MACRO from_unixtime(seconds) AS to_timestamp(seconds)");

    private final Connection connection;

    Marts() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET TimeZone = 'UTC'");
        for (var statement : FilledWarehouse.duckDbDdl()) {
            run(statement);
        }
        for (var dataset : SampleRows.all().entrySet()) {
            var names = SampleRows.declared(dataset.getKey()).columns().stream()
                    .map(column -> '"' + column.name() + '"')
                    .collect(Collectors.joining(", "));
            run("INSERT INTO " + dataset.getKey() + " (" + names + ", batch) SELECT *, 1 FROM (VALUES "
                    + String.join(", ", dataset.getValue()) + ")");
        }
    }

    /** Adds what Athena is given. */
    Marts withAthena() throws SQLException {
        for (var function : ATHENAS_FUNCTIONS) {
            run(function);
        }
        run("CREATE SCHEMA millrace");
        var ddl = new AthenaDdl(
                "millrace", CatalogTable.all("my-lake", Datasets.shipped().all(), true));
        for (var dataset : Datasets.shipped().all()) {
            var columns = dataset.columns().stream()
                    .map(column -> asAthenaHasIt(column.type().kind()).formatted(column.name()))
                    .collect(Collectors.joining(", "));
            run("CREATE VIEW millrace." + dataset.name() + " AS SELECT " + columns
                    + ", batch, 'shard' AS shard, '1' AS seq, DATE '2026-11-20' AS dt, 'a' AS attempt FROM main."
                    + dataset.name());
        }
        for (var view : ddl.views().subList(1, ddl.views().size())) {
            run(view);
        }
        for (var mart : ddl.marts()) {
            run(mart);
        }
        return this;
    }

    private static String asAthenaHasIt(ColumnType.Kind kind) {
        return switch (kind) {
            case TIMESTAMP -> "timezone('UTC', \"%1$s\") AS \"%1$s\"";
            case JSON -> "CAST(\"%1$s\" AS VARCHAR) AS \"%1$s\"";
            default -> "\"%1$s\"";
        };
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\n" + sql, e);
        }
    }

    /** Each row of the answer, its values separated by bars. */
    List<String> rows(String sql) throws SQLException {
        return Rows.of(connection, sql, "|");
    }

    /** The columns of an answer and DuckDB's types of them, in order. */
    Map<String, String> columns(String sql) throws SQLException {
        var columns = new LinkedHashMap<String, String>();
        rows("SELECT column_name, column_type FROM (DESCRIBE " + sql + ")").forEach(row -> {
            var bar = row.indexOf('|');
            columns.put(row.substring(0, bar), row.substring(bar + 1));
        });
        return columns;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
