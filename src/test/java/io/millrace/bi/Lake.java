package io.millrace.bi;

import io.millrace.clean.ProcessedPrices;
import io.millrace.testing.Rows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Made-up observations in files as the engine writes them, read by DuckDB. */
final class Lake implements AutoCloseable {
    /** When the observations end; the queries look back from the time at which they run. */
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final List<io.millrace.clean.Row> rows = new ArrayList<>();
    private final ProcessedPrices files;
    private final String pattern;
    private final Connection connection;
    private long batch;

    Lake(Path folder) throws SQLException {
        this.files = new ProcessedPrices(folder);
        this.pattern = folder + "/processed/prices/*/*/*.parquet";
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
    }

    /** An observation some hours ago; price null for a page that shows none. */
    Lake seen(String sku, int hoursAgo, String price, String currency) {
        Map<String, Object> values = new HashMap<>(Map.of("sku", sku, "currency", currency));
        values.put("price", price == null ? null : new BigDecimal(price).setScale(4));
        rows.add(files.row(NOW.minus(Duration.ofHours(hoursAgo)), values));
        return this;
    }

    /** Writes the observations since the batch before. */
    Lake commit() throws Exception {
        files.write(++batch, rows);
        rows.clear();
        return this;
    }

    /** The files' columns: name and DuckDB's type, a space between. */
    List<String> columns() throws SQLException {
        return rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM " + parquet(false) + ")");
    }

    /** Names the files as a table; a column of the path beside its own. */
    void table(String columns) throws SQLException {
        execute("CREATE VIEW prices AS SELECT " + columns + " FROM " + parquet(true));
    }

    /** Runs a statement. */
    void run(String sql) throws SQLException {
        execute(sql);
    }

    /** The first columns of each row of the answer, separated by spaces. */
    List<String> rows(String sql) throws SQLException {
        return Rows.of(connection, sql, " ");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private String parquet(boolean partitioned) {
        return "read_parquet('" + pattern + "', hive_partitioning = false, filename = " + partitioned + ")";
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
