package io.millrace.dashboard;

import io.millrace.dataset.Declared;
import io.millrace.warehouse.Warehouse;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** An in-memory warehouse with the table and the views that the dashboard reads. */
final class PricesWarehouse implements AutoCloseable {
    private final Connection root;

    PricesWarehouse() throws SQLException {
        root = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = root.createStatement()) {
            for (var sql : Warehouse.duckDb("test", null).ddl(List.of(Declared.prices()))) {
                statement.execute(sql);
            }
        }
    }

    /** A connection of its own on the same data. */
    Connection connect() {
        try {
            return ((DuckDBConnection) root).duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot duplicate the connection", e);
        }
    }

    DashboardQueries queries() {
        return new DashboardQueries(this::connect);
    }

    void add(String source, String sku, String name, String price, String currency, Instant at) throws SQLException {
        add(source, sku, name, price, currency, null, "InStock", at);
    }

    void add(
            String source,
            String sku,
            String name,
            String price,
            String currency,
            String listPrice,
            String availability,
            Instant at)
            throws SQLException {
        var sql = """
                INSERT INTO prices(source, sku, url, name, brand, price, currency, list_price, availability, observed_at,
                  method, confidence, event_id, batch)
                  VALUES (?, ?, ?, ?, 'Amsel', ?, ?, ?, ?, ?, 'json-ld', 0.98, 'e', 1)""";
        try (var insert = root.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setString(2, sku);
            insert.setString(3, "https://shop.example/" + sku);
            insert.setString(4, name);
            insert.setBigDecimal(5, price == null ? null : new BigDecimal(price));
            insert.setString(6, currency);
            insert.setBigDecimal(7, listPrice == null ? null : new BigDecimal(listPrice));
            insert.setString(8, availability);
            insert.setObject(9, at.atOffset(ZoneOffset.UTC));
            insert.execute();
        }
    }

    void set(String sku, String column, String value) throws SQLException {
        try (var update = root.prepareStatement("UPDATE prices SET " + column + " = ? WHERE sku = ?")) {
            update.setString(1, value);
            update.setString(2, sku);
            update.execute();
        }
    }

    void drop(String what) throws SQLException {
        try (var statement = root.createStatement()) {
            statement.execute("DROP " + what);
        }
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
