package io.millrace.dashboard;

import io.millrace.warehouse.ReadOnly;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The table of prices of a warehouse, as the digest reads it: portable SQL, streamed, every statement bounded in time. */
final class WarehousePrices {
    /** As long as a statement over the whole table may take. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Products whose history is asked for at once. */
    static final int MOST_PRODUCTS = 500;

    private static final int FETCHED = 2_000;

    private static final String DETAILS = """
            SELECT p.source, p.sku, %s AS at_micros, p.url, p.name, p.brand, p.gtin, p.seller, p.labels, p.method,
              p.confidence, p.price, p.currency, p.list_price, p.availability
            FROM prices AS p JOIN (
              SELECT k.source, k.sku, max(k.observed_at) AS newest FROM prices AS k WHERE %s GROUP BY k.source, k.sku
            ) AS n ON p.source = n.source AND p.sku = n.sku AND p.observed_at = n.newest
            """;

    private static final String LOOKS = """
            SELECT p.source, p.sku, %s AS at_micros, p.price, p.currency, p.list_price, p.availability
            FROM prices AS p WHERE %s ORDER BY p.source, p.sku, p.observed_at
            """;

    private final ReadOnly warehouse;

    WarehousePrices(ReadOnly warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Some of the rows.
     *
     * @param condition with {@code @} for the name of the table
     */
    record Where(String condition, List<?> values) {
        static final Where ALL = new Where("1 = 1", List.of());

        /** Rows that these batches wrote last. */
        static Where batches(Collection<Long> batches) {
            var numbers = batches.stream().sorted().toList();
            // The bounds besides, by which a file's blocks are passed over.
            return new Where(
                    "@.batch BETWEEN " + numbers.get(0) + " AND " + numbers.get(numbers.size() - 1)
                            + " AND @.batch IN ("
                            + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")",
                    List.of());
        }

        private String of(String table) {
            return condition.replace("@", table);
        }
    }

    /** All rows in parts, each of which holds whole products. */
    List<Where> parts(long rows, long rowsOfOne) {
        if (!warehouse.isFile()) {
            // In the order of its key, a server reads them without keeping them.
            return List.of(Where.ALL);
        }
        var parts = Math.max(1, (rows + rowsOfOne - 1) / rowsOfOne);
        return LongStream.range(0, parts)
                .mapToObj(part -> new Where("hash(@.sku) % " + parts + " = " + part, List.of()))
                .toList();
    }

    /** Every row of these products. */
    Where products(List<ProductKey> products) {
        var values = products.stream()
                .flatMap(key -> List.of(key.source(), key.sku()).stream())
                .toList();
        if (warehouse.isFile()) {
            var rows = products.stream().map(key -> "(?, ?)").collect(Collectors.joining(", "));
            return new Where(
                    "(@.source, @.sku) IN (SELECT asked.source, asked.sku FROM (VALUES " + rows
                            + ") AS asked (source, sku))",
                    values);
        }
        return new Where(
                products.stream()
                        .map(key -> "@.source = ? AND @.sku = ?")
                        .collect(Collectors.joining(" OR ", "(", ")")),
                values);
    }

    long rows(Connection connection) throws SQLException {
        return Rows.of(
                        connection,
                        LONGEST,
                        "SELECT count(*) AS found FROM prices",
                        List.of(),
                        row -> row.getLong("found"))
                .get(0);
    }

    /** Takes the newest row of a product. */
    interface DetailsTaker {
        void take(Details details, Look look) throws SQLException;
    }

    /** The newest row of each product among those. */
    void details(Connection connection, Where where, DetailsTaker taker) throws SQLException {
        var sql = DETAILS.formatted(warehouse.micros("p.observed_at"), where.of("k"));
        Rows.each(connection, LONGEST, fetched(), sql, where.values(), row -> taker.take(details(row), look(row)));
    }

    /** Takes a look at a product; those at one come together, by time. */
    interface LookTaker {
        void take(ProductKey product, Look look) throws SQLException;
    }

    void looks(Connection connection, Where where, LookTaker looks) throws SQLException {
        var sql = LOOKS.formatted(warehouse.micros("p.observed_at"), where.of("p"));
        Rows.each(
                connection,
                LONGEST,
                fetched(),
                sql,
                where.values(),
                row -> looks.take(new ProductKey(row.getString(1), row.getString(2)), look(row)));
    }

    /** A server's driver keeps all rows of an answer, unless it is told this number, by which it gives one at a time. */
    private int fetched() {
        return warehouse.isFile() ? FETCHED : Integer.MIN_VALUE;
    }

    private static Look look(ResultSet row) throws SQLException {
        return new Look(
                row.getLong("at_micros"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getBigDecimal("list_price"),
                row.getString("availability"));
    }

    private static Details details(ResultSet row) throws SQLException {
        var confidence = row.getDouble("confidence");
        return new Details(
                new ProductKey(row.getString("source"), row.getString("sku")),
                row.getLong("at_micros"),
                row.getString("url"),
                row.getString("name"),
                row.getString("brand"),
                row.getString("gtin"),
                row.getString("seller"),
                row.getString("labels"),
                row.getString("method"),
                row.wasNull() ? null : confidence);
    }

    /** Splits a list. */
    static <T> List<List<T>> slices(List<T> all, int most) {
        var slices = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += most) {
            slices.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return slices;
    }
}
