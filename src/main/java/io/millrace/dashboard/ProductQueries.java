package io.millrace.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists of products, and single ones, out of the digest. */
final class ProductQueries {
    /** The most products of one list. */
    static final int MOST = 200;

    static final int USUAL = 50;
    private static final int MOST_SKIPPED = 10_000_000;
    private static final int SCALE = 4;

    private static final String LIST = "SELECT * FROM products WHERE %s ORDER BY %s LIMIT ? OFFSET ?";

    private static final String COUNTS = """
            SELECT source, count(*) AS products, count(*) FILTER (WHERE %s) AS matching FROM products
            GROUP BY source ORDER BY source
            """;

    private static final String CURRENCIES =
            "SELECT DISTINCT currency FROM products WHERE currency IS NOT NULL ORDER BY currency";

    private static final String ONE = "SELECT * FROM products WHERE source = ? AND sku = ?";

    // GTINs of 8, 12, 13 and 14 digits are one number, padded with zeros on the left.
    private static final String ELSEWHERE = """
            SELECT *, CASE WHEN our_sku = CAST(? AS VARCHAR) THEN 'our_sku' ELSE 'gtin' END AS how FROM products
            WHERE (our_sku = CAST(? AS VARCHAR) OR ltrim(gtin, '0') = ltrim(CAST(? AS VARCHAR), '0')) AND NOT (source = ? AND sku = ?)
            ORDER BY source, sku LIMIT 50
            """;

    private final Digest digest;

    ProductQueries(Digest digest) {
        this.digest = digest;
    }

    /** What a list may be ordered by. */
    enum Sort {
        NAME("lower(name)"),
        PRICE("currency %1$s, price"),
        CHANGE("change_percent"),
        SEEN("observed_at"),
        SOURCE("source"),
        STOCK("stock"),
        LOWEST("currency %1$s, lowest_price");

        private final String columns;

        Sort(String columns) {
            this.columns = columns;
        }

        /** What is not known comes last, whichever way. */
        String by(Order order) {
            return columns.formatted("ASC NULLS LAST") + " " + order + " NULLS LAST, source, sku";
        }
    }

    /** Which way. */
    enum Order {
        ASC,
        DESC
    }

    /** How many products a source has, and how many of them match all that was asked for but the source. */
    record SourceCount(String source, long products, long matching) {
        static SourceCount of(ResultSet row) throws SQLException {
            return new SourceCount(row.getString("source"), row.getLong("products"), row.getLong("matching"));
        }
    }

    /** @param total how many products match, on all stretches together */
    record ProductList(
            long total,
            int limit,
            int offset,
            List<SourceCount> sources,
            List<String> currencies,
            List<PriceRow> products) {}

    ProductList list(Parameters asked, Instant now) throws SQLException {
        var filter = ProductFilter.of(asked, now);
        var order = asked.one("sort", Sort.class, Sort.NAME).by(asked.one("order", Order.class, Order.ASC));
        var limit = asked.number("limit", USUAL, 1, MOST);
        var offset = asked.number("offset", 0, 0, MOST_SKIPPED);
        try (var connection = digest.read()) {
            var counts = Rows.of(connection, COUNTS.formatted(filter.others()), filter.otherValues(), SourceCount::of);
            var total = counts.stream()
                    .filter(count -> !asked.has("source") || count.source().equals(asked.text("source")))
                    .mapToLong(SourceCount::matching)
                    .sum();
            var values = new ArrayList<>(filter.values());
            values.addAll(List.of(limit, offset));
            return new ProductList(
                    total,
                    limit,
                    offset,
                    counts,
                    Rows.of(connection, CURRENCIES, List.of(), row -> row.getString("currency")),
                    Rows.of(connection, LIST.formatted(filter.condition(), order), values, PriceRow::withPoints));
        }
    }

    /** Of all prices in the currency of the row. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Statistics(
            String currency,
            long observations,
            BigDecimal minimum,
            Instant minimumAt,
            BigDecimal average,
            BigDecimal maximum,
            Instant maximumAt,
            Instant firstSeen) {
        static Statistics of(Fold fold) {
            var track = fold.current();
            var first = Rows.time(fold.first());
            if (track == null) {
                return new Statistics(fold.currency(), 0, null, null, null, null, null, first);
            }
            var average = track.sum().divide(BigDecimal.valueOf(track.count()), SCALE, RoundingMode.HALF_EVEN);
            return new Statistics(
                    track.currency(),
                    track.count(),
                    Rows.plain(track.lowest()),
                    Rows.time(track.lowestAt()),
                    Rows.plain(average),
                    Rows.plain(track.highest()),
                    Rows.time(track.highestAt()),
                    first);
        }
    }

    /** The same product, as it is sold elsewhere; {@code by} says how that is known. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Elsewhere(
            String source,
            String sku,
            String name,
            String url,
            BigDecimal price,
            String currency,
            String availability,
            Instant observedAt,
            String by) {
        static Elsewhere of(ResultSet row) throws SQLException {
            return new Elsewhere(
                    row.getString("source"),
                    row.getString("sku"),
                    row.getString("name"),
                    row.getString("url"),
                    Rows.amount(row, "price"),
                    row.getString("currency"),
                    row.getString("availability"),
                    Rows.time(row, "observed_at"),
                    row.getString("how"));
        }
    }

    /** @param product null where it is not known; then the rest is as well */
    record Product(PriceRow product, JsonNode labels, Statistics statistics, List<Elsewhere> elsewhere) {}

    private record Found(PriceRow row, JsonNode labels, Fold fold) {}

    Product one(Parameters asked) throws SQLException {
        var source = asked.required("source");
        var sku = asked.required("sku");
        try (var connection = digest.read()) {
            var found = Rows.of(
                    connection,
                    ONE,
                    List.of(source, sku),
                    row -> new Found(
                            PriceRow.of(row),
                            Details.labels(row.getString("labels")),
                            Fold.read(row.getString("state"))));
            if (found.isEmpty()) {
                return new Product(null, null, null, List.of());
            }
            var row = found.get(0).row();
            var same = new ArrayList<Object>();
            same.add(row.ourSku());
            same.add(row.ourSku());
            same.add(row.gtin());
            same.addAll(List.of(source, sku));
            return new Product(
                    row,
                    found.get(0).labels(),
                    Statistics.of(found.get(0).fold()),
                    Rows.of(connection, ELSEWHERE, same, Elsewhere::of));
        }
    }

    /** How many observations are known of it; 0 of one that is not known. */
    long observations(ProductKey key) throws SQLException {
        try (var connection = digest.read()) {
            return Rows.of(
                            connection,
                            "SELECT observations FROM products WHERE source = ? AND sku = ?",
                            List.of(key.source(), key.sku()),
                            row -> row.getLong("observations"))
                    .stream()
                    .findFirst()
                    .orElse(0L);
        }
    }
}
