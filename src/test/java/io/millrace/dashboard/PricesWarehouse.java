package io.millrace.dashboard;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.dataset.Declared;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.MySql;
import io.millrace.warehouse.MySqlServer;
import io.millrace.warehouse.ReadOnly;
import io.millrace.warehouse.Warehouse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A warehouse with the table, the views and the ledger that the dashboard reads, into which a test loads batches. */
final class PricesWarehouse implements AutoCloseable {
    private static final String INSERT = """
            INSERT INTO prices (source, sku, url, name, brand, gtin, price, currency, list_price, availability, observed_at,
              method, confidence, event_id, labels, batch)
            VALUES (?, ?, ?, ?, 'Amsel', ?, ?, ?, ?, ?, ?, 'json-ld', 0.98, 'e', ?, ?)""";

    private final Warehouse warehouse;
    private final AutoCloseable closed;
    private long newest;

    private PricesWarehouse(Warehouse warehouse, AutoCloseable closed) throws SQLException {
        this.warehouse = warehouse;
        this.closed = closed;
        warehouse.prepare(List.of(Declared.prices()));
    }

    static PricesWarehouse duckDb(Path folder) throws Exception {
        var file = DuckDb.open(folder.resolve("warehouse.duckdb"), "128MB");
        return new PricesWarehouse(Warehouse.duckDb("local", file), file);
    }

    static PricesWarehouse mySql(Path folder) throws Exception {
        var pool = mySqlPool(folder);
        return new PricesWarehouse(MySql.warehouse("server", pool), pool);
    }

    static HikariDataSource mySqlPool(Path folder) throws Exception {
        return MySql.pool("server", MySqlServer.database(), MySqlServer.USER, MySqlServer.PASSWORD, folder);
    }

    /** One observation; what is null was not seen. */
    record Seen(
            String source,
            String sku,
            Instant at,
            String price,
            String currency,
            String availability,
            String name,
            String gtin,
            String labels) {
        static Seen of(String source, String sku, Instant at, String price, String currency, String availability) {
            return new Seen(source, sku, at, price, currency, availability, "Product " + sku, null, null);
        }

        Seen named(String name) {
            return new Seen(source, sku, at, price, currency, availability, name, gtin, labels);
        }

        Seen with(String gtin, String labels) {
            return new Seen(source, sku, at, price, currency, availability, name, gtin, labels);
        }
    }

    ReadOnly readOnly() {
        return new ReadOnly(warehouse);
    }

    Connection connect() throws SQLException {
        return warehouse.dataSource().getConnection();
    }

    /** The number of the next batch. */
    long next() {
        return ++newest;
    }

    /** Loads the next batch. */
    void load(Seen... rows) throws SQLException {
        load(next(), List.of(rows), List.of());
    }

    /** Loads a batch: rows that are there already take its values, and some are taken away. */
    void load(long batch, List<Seen> rows, List<Seen> gone) throws SQLException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            for (var row : gone) {
                delete(connection, row);
            }
            for (var row : rows) {
                delete(connection, row);
                insert(connection, row, batch);
            }
            record(connection, batch, rows.size(), gone.size());
            connection.commit();
        }
    }

    /**
     * Loads a batch that takes the place of others, as a loader does: its rows stand under the numbers of those, and what
     * its ledger entry counts are the rows of its files and those of them that were there already.
     */
    void replace(long batch, long replaced, List<Seen> rows, int written, int ignored) throws SQLException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            for (var row : rows) {
                delete(connection, row);
                insert(connection, row, replaced);
            }
            record(connection, batch, written, ignored, 0);
            try (var insert = connection.prepareStatement(
                    "INSERT INTO millrace_replaced (batch, dataset, replaced_by) VALUES (?, 'prices', ?)")) {
                insert.setLong(1, replaced);
                insert.setLong(2, batch);
                insert.execute();
            }
            connection.commit();
        }
    }

    private static void record(Connection connection, long batch, int rows, int gone) throws SQLException {
        record(connection, batch, rows, 0, gone);
    }

    private static void record(Connection connection, long batch, int written, int ignored, int gone)
            throws SQLException {
        var sql = "INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored, deleted,"
                + " loaded_at) VALUES (?, 'prices', 'a', ?, ?, 0, ?, ?, '2026-11-22 00:00:00')";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setLong(1, batch);
            insert.setInt(2, written);
            insert.setInt(3, written - ignored);
            insert.setInt(4, ignored);
            insert.setInt(5, gone);
            insert.execute();
        }
    }

    private void delete(Connection connection, Seen row) throws SQLException {
        try (var delete =
                connection.prepareStatement("DELETE FROM prices WHERE source = ? AND sku = ? AND observed_at = ?")) {
            delete.setString(1, row.source());
            delete.setString(2, row.sku());
            delete.setObject(3, readOnly().parameter(row.at()));
            delete.execute();
        }
    }

    private void insert(Connection connection, Seen row, long batch) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, row.source());
            insert.setString(2, row.sku());
            insert.setString(3, "https://shop.example/" + row.sku());
            insert.setString(4, row.name());
            insert.setString(5, row.gtin());
            insert.setBigDecimal(6, row.price() == null ? null : new BigDecimal(row.price()));
            insert.setString(7, row.currency());
            insert.setBigDecimal(8, null);
            insert.setString(9, row.availability());
            insert.setObject(10, readOnly().parameter(row.at()));
            insert.setString(11, row.labels());
            insert.setLong(12, batch);
            insert.execute();
        }
    }

    void run(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        closed.close();
    }
}
