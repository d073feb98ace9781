package io.millrace.dashboard;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Rows as files: CSV (RFC 4180) or Parquet, made in the folder for scratch files and not in memory, two at a time. Values stand
 * in a CSV as they are in the warehouse, also those that a spreadsheet takes for formulas, unless it is asked for one for a
 * spreadsheet; null is empty, an empty text is {@code ""}.
 */
final class Downloads {
    /** The most rows of one file; of observations the newest. */
    static final int MOST = 1_000_000;

    private static final int AT_ONCE = 2;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 80;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9.-]+");

    private static final String OBSERVATIONS =
            "SELECT * FROM prices WHERE source = ? AND sku = ? ORDER BY observed_at DESC LIMIT ";

    private static final String PRODUCTS = """
            SELECT source, sku, url, name, brand, gtin, our_sku, seller, labels, price, currency, list_price, previous_price,
              previous_at, change_percent, changed_at, availability, observed_at, lowest_price, lowest_at, highest_price,
              highest_at, observations, first_seen
            FROM products WHERE %s ORDER BY source, sku LIMIT\s""";

    private final Dashboard dashboard;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    Downloads(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    /** Forms of a file. */
    enum Format {
        CSV("text/csv; charset=utf-8; header=present"),
        PARQUET("application/vnd.apache.parquet");

        private final String type;

        Format(String type) {
            this.type = type;
        }

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    Download of(Parameters asked) throws SQLException, IOException {
        var format = asked.one("format", Format.class, Format.CSV);
        if (!turns.tryAcquire()) {
            throw new BusyException("two downloads are being made now: ask again in a while");
        }
        try {
            return asked.has("sku") ? observations(asked, format) : products(asked, format);
        } finally {
            turns.release();
        }
    }

    private Download observations(Parameters asked, Format format) throws SQLException, IOException {
        var key = new ProductKey(asked.required("source"), asked.required("sku"));
        var warehouse = dashboard.warehouse();
        try (var connection = warehouse.open()) {
            return file(
                    "millrace-" + key.source() + "-" + key.sku(),
                    format,
                    connection,
                    OBSERVATIONS,
                    List.of(key.source(), key.sku()),
                    warehouse.isFile() ? 0 : Integer.MIN_VALUE,
                    isForSpreadsheet(asked, format));
        }
    }

    private Download products(Parameters asked, Format format) throws SQLException, IOException {
        var filter = ProductFilter.of(asked, dashboard.now());
        var name = asked.has("source") ? "millrace-prices-" + asked.text("source") : "millrace-prices";
        try (var connection = dashboard.read()) {
            return file(
                    name,
                    format,
                    connection,
                    PRODUCTS.formatted(filter.condition()),
                    filter.values(),
                    0,
                    isForSpreadsheet(asked, format));
        }
    }

    private static boolean isForSpreadsheet(Parameters asked, Format format) {
        return format == Format.CSV && asked.text("spreadsheet").equals("true");
    }

    private Download file(
            String name,
            Format format,
            Connection connection,
            String sql,
            List<?> values,
            int fetched,
            boolean forSpreadsheet)
            throws SQLException, IOException {
        var csv = Files.createTempFile(dashboard.work(), "download-", ".csv");
        var made = csv;
        try {
            CsvTable table;
            try (var out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
                table = write(connection, sql + (MOST + 1), values, fetched, forSpreadsheet, out);
            }
            if (format == Format.PARQUET) {
                made = parquet(csv, table);
            }
            var isTruncated = table.isTruncated();
            var safe = UNSAFE.matcher(name).replaceAll("-");
            var stem =
                    safe.substring(0, Math.min(safe.length(), LONGEST_NAME)) + (isTruncated ? "-newest-" + MOST : "");
            return new Download(
                    stem + format.ending(),
                    format.type,
                    isTruncated,
                    Files.newInputStream(made, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (SQLException | IOException | RuntimeException e) {
            Files.deleteIfExists(made);
            throw e;
        } finally {
            if (!made.equals(csv)) {
                Files.deleteIfExists(csv);
            }
        }
    }

    private static CsvTable write(
            Connection connection, String sql, List<?> values, int fetched, boolean forSpreadsheet, BufferedWriter out)
            throws SQLException {
        var tables = new ArrayList<CsvTable>();
        Rows.whole(connection, TIMEOUT, fetched, sql, values, result -> {
            try {
                tables.add(CsvTable.write(result, MOST, forSpreadsheet, out));
            } catch (IOException e) {
                throw new SQLException("a file for download cannot be written: " + e.getMessage(), e);
            }
        });
        return tables.get(0);
    }

    private Path parquet(Path csv, CsvTable table) throws SQLException, IOException {
        var file = Files.createTempFile(dashboard.work(), "download-", ".parquet");
        try (var connection = dashboard.digest().scratch();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(Math.toIntExact(TIMEOUT.toSeconds()));
            statement.execute("COPY (SELECT * FROM read_csv('" + csv + "', header = true, columns = " + table.columns()
                    + ", auto_detect = false, delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false))"
                    + " TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
            return file;
        } catch (SQLException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
