package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A table's ledger as it stood when its rows were unloaded.
 *
 * @param rows batch to what the ledger says of it
 */
record UnloadedTable(NavigableMap<Long, Row> rows) {
    /** @param accounted inserted, updated and ignored rows */
    record Row(String attempt, long written, long accounted) {}

    /** Reads the ledger and unloads the table into a Parquet file, both of one moment. */
    static UnloadedTable unload(Warehouse warehouse, Dataset dataset, Path file) throws SQLException {
        try (var connection = warehouse.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var ledger = new UnloadedTable(read(connection, warehouse, dataset));
            try (var statement = connection.createStatement()) {
                statement.execute(warehouse.sql().statement("unload", values(dataset, file)));
            }
            connection.rollback();
            return ledger;
        }
    }

    private static NavigableMap<Long, Row> read(Connection connection, Warehouse warehouse, Dataset dataset)
            throws SQLException {
        var rows = new TreeMap<Long, Row>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(warehouse.sql().statement("ledger-rows", Sql.of(dataset)))) {
            while (result.next()) {
                rows.put(
                        result.getLong("batch"),
                        new Row(result.getString("attempt"), result.getLong("written"), result.getLong("accounted")));
            }
        }
        return rows;
    }

    private static Map<String, String> values(Dataset dataset, Path file) {
        var values = new LinkedHashMap<>(Sql.of(dataset));
        values.put("file", Sql.literal(file.toString()));
        return values;
    }
}
