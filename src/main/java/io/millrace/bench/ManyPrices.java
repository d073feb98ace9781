package io.millrace.bench;

import io.millrace.dataset.Dataset;
import io.millrace.warehouse.DuckDb;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Makes a DuckDB warehouse with as many prices as a large installation has after some time. */
final class ManyPrices {
    /** As much as the program gives such a warehouse. */
    static final String MEMORY = "192MB";

    private static final double NANOS = 1e6;

    /** While the rows are made. */
    private static final String ROOM = "2GB";

    // A price moves in about every eighth look: more than most shops' do.
    private static final String ROWS = """
            INSERT INTO prices (source, sku, url, name, brand, gtin, price, currency, list_price, availability, observed_at,
              method, confidence, page_hash, event_id, labels, batch)
            SELECT 'shop-' || (i %% 8), printf('S%%07d', i), 'https://shop.example/products/' || printf('S%%07d', i) || '.html',
              'Product ' || md5(i::VARCHAR)[1:12] || ' number ' || i, 'Brand ' || (i %% 500), printf('%%013d', i // 3),
              CASE WHEN hash(i, t) %% 50 = 0 THEN NULL
                ELSE ((100 + i %% 900 + hash(i, (t + i * 37) // 480) %% 40) / 1.0)::DECIMAL(18,4) END,
              'EUR', NULL, CASE WHEN hash(i, (t + i * 53) // 960) %% 12 = 0 THEN 'OutOfStock' ELSE 'InStock' END,
              now() - INTERVAL (%d - t) MINUTE, 'json-ld', 0.9, md5(i::VARCHAR) || md5(t::VARCHAR), md5((i * 1000003 + t)::VARCHAR),
              NULL, %d
            FROM (%s)
            """;

    private ManyPrices() {}

    /** What is timed. */
    interface Work {
        void run() throws Exception;
    }

    /** Of connections. */
    interface Source {
        Connection open() throws SQLException;
    }

    /** An empty warehouse, which the caller closes. */
    static DuckDb begin(Path file, Dataset prices) throws SQLException, IOException {
        var warehouse = DuckDb.open(file, ROOM);
        Warehouse.duckDb("bench", warehouse).prepare(List.of(prices));
        return warehouse;
    }

    /**
     * Loads a batch.
     *
     * @param minutes of the numbers below that are now
     * @param numbers a query of pairs: number of a product, and of the minute in which it was looked at
     */
    static void load(DataSource warehouse, int batch, int minutes, String numbers) throws SQLException {
        run(warehouse, ROWS.formatted(minutes, batch, numbers));
        run(
                warehouse,
                "INSERT INTO millrace_loads SELECT " + batch
                        + ", 'prices', 'a', count(*), count(*), 0, 0, now(), 0 FROM prices" + " WHERE batch = "
                        + batch);
    }

    static void run(DataSource warehouse, String sql) throws SQLException {
        try (var connection = warehouse.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asks for rows and takes every value of them. */
    static void fetch(Source source, String sql) throws SQLException {
        try (var connection = source.open();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                for (var i = 1; i <= columns; i++) {
                    found.getObject(i);
                }
            }
        }
    }

    /** How long it takes, in ms. */
    static double millis(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS;
    }

    static double median(List<Double> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    /** How many, as the environment says. */
    static int setting(String name, int usual) {
        var set = System.getenv(name);
        return set == null ? usual : Integer.parseInt(set);
    }
}
