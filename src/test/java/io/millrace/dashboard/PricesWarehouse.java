package io.millrace.dashboard;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.duckdb.DuckDBConnection;

/** An in-memory warehouse with the table and the views that the dashboard reads. */
final class PricesWarehouse implements AutoCloseable {
    private static final String[] DDL = {
        """
        CREATE TABLE prices(source VARCHAR, sku VARCHAR, url VARCHAR, name VARCHAR, brand VARCHAR, gtin VARCHAR,
          seller VARCHAR, price DECIMAL(18,4), currency VARCHAR, list_price DECIMAL(18,4), availability VARCHAR,
          observed_at TIMESTAMP WITH TIME ZONE, method VARCHAR, confidence DOUBLE, page_hash VARCHAR, event_id VARCHAR,
          labels JSON, batch BIGINT, PRIMARY KEY(source, sku, observed_at))""", """
        CREATE VIEW last_price AS SELECT * FROM prices
        QUALIFY row_number() OVER (PARTITION BY source, sku ORDER BY observed_at DESC) = 1""", """
        CREATE VIEW price_changes AS SELECT * FROM (
          SELECT *, lag(price) OVER w AS previous_price,
            100.0 * (price - lag(price) OVER w) / lag(price) OVER w AS change_percent
          FROM prices WINDOW w AS (PARTITION BY source, sku ORDER BY observed_at))
        WHERE price <> previous_price""",
    };

    private final Connection root;

    PricesWarehouse() throws SQLException {
        root = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = root.createStatement()) {
            for (var sql : DDL) {
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
                  method, confidence) VALUES (?, ?, ?, ?, 'Amsel', ?, ?, ?, ?, ?, 'json-ld', 0.98)""";
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
