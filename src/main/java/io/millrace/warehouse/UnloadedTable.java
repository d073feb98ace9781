package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/**
 * A table's ledger as it stood when its rows were unloaded.
 *
 * @param first number of the first batch that the warehouse loads at all
 * @param rows batch to what the ledger says of it
 */
record UnloadedTable(long first, NavigableMap<Long, Row> rows) {
    private static final int FETCHED = 5_000;
    private static final int TRIES = 3;

    /** @param accounted inserted, updated and ignored rows */
    record Row(String attempt, long written, long accounted) {}

    /**
     * Reads the ledger and unloads the table into a Parquet file, both of one moment.
     *
     * @throws SQLException also if a warehouse that cannot keep a moment is loaded into all the time
     */
    static UnloadedTable unload(Warehouse warehouse, Dataset dataset, DuckDb scratch, Path file) throws SQLException {
        if (warehouse.sql().dialect().isSnapshotKept()) {
            return unloadOnce(warehouse, dataset, scratch, file);
        }
        for (var i = 0; i < TRIES; i++) {
            var unloaded = unloadOnce(warehouse, dataset, scratch, file);
            try (var connection = warehouse.dataSource().getConnection()) {
                if (read(connection, warehouse, dataset).equals(unloaded.rows())) {
                    return unloaded;
                }
            }
        }
        throw new SQLException("warehouse " + warehouse.name() + ": " + dataset.name() + " was loaded into each of "
                + TRIES + " times that it was read: check it again when less comes in");
    }

    private static UnloadedTable unloadOnce(Warehouse warehouse, Dataset dataset, DuckDb scratch, Path file)
            throws SQLException {
        var sql = warehouse.sql();
        try (var connection = warehouse.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            if (sql.dialect().isSnapshotKept()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            var ledger = new UnloadedTable(Start.read(connection, sql).first(), read(connection, warehouse, dataset));
            if (sql.has("unload")) {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql.statement("unload", values(sql, dataset, file)));
                }
            } else {
                unload(connection, sql.statement("texts", sql.values(dataset)), scratch, file);
            }
            connection.rollback();
            return ledger;
        }
    }

    /** Row by row, each value as text, through a table of the scratch database. */
    private static void unload(Connection connection, String query, DuckDb scratch, Path file) throws SQLException {
        try (var statement = connection.createStatement();
                var to = scratch.getConnection();
                var make = to.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (var result = statement.executeQuery(query)) {
                var columns = result.getMetaData().getColumnCount();
                var names = new ArrayList<String>();
                for (var i = 1; i <= columns; i++) {
                    names.add(Sql.identifier(
                                    result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT)) + " VARCHAR");
                }
                make.execute("CREATE OR REPLACE TABLE texts (" + String.join(", ", names) + ")");
                try (var rows =
                        to.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, "texts")) {
                    while (result.next()) {
                        rows.beginRow();
                        for (var i = 1; i <= columns; i++) {
                            rows.append(result.getString(i));
                        }
                        rows.endRow();
                    }
                }
            }
            make.execute("COPY texts TO " + Sql.literal(file.toString()) + " (FORMAT parquet)");
            make.execute("DROP TABLE texts");
        }
    }

    private static NavigableMap<Long, Row> read(Connection connection, Warehouse warehouse, Dataset dataset)
            throws SQLException {
        var rows = new TreeMap<Long, Row>();
        var ledger = warehouse.sql().statement("ledger-rows", warehouse.sql().values(dataset));
        for (var row : Warehouse.rows(connection, ledger)) {
            rows.put(
                    Answer.number(row, "batch"),
                    new Row(
                            (String) Answer.value(row, "attempt"),
                            Answer.number(row, "written"),
                            Answer.number(row, "accounted")));
        }
        return rows;
    }

    private static Map<String, String> values(SqlFolder sql, Dataset dataset, Path file) {
        var values = new LinkedHashMap<>(sql.values(dataset));
        values.put("file", Sql.literal(file.toString()));
        return values;
    }
}
