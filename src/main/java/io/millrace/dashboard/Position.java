package io.millrace.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Where the own prices stand, as the mart {@code price_position} has it.
 *
 * @param asOf the newest look of all; null before the first
 * @param own whether any page is marked as our own
 * @param products those of our own for which another shop asks less, the dearest first; without own pages, all that two sell
 */
@JsonNaming(SnakeCaseStrategy.class)
record Position(Instant asOf, boolean own, Counts counts, List<Offer> products) {
    static final int USUAL = 50;
    static final int MOST = 200;

    private static final String ABOUT = """
            SELECT max(observed_at) AS newest, coalesce(bool_or(lower(labels->>'own') = 'true'), false) AS own FROM products
            """;

    private static final String COUNTS = """
            SELECT count(*) FILTER (WHERE own_rank = 1 AND lowest_other_price > own_price) AS lowest,
              count(*) FILTER (WHERE own_rank = 1 AND lowest_other_price = own_price) AS tied,
              count(*) FILTER (WHERE own_rank > 1) AS dearer,
              count(*) FILTER (WHERE own_price IS NOT NULL AND own_rank IS NULL) AS sold_out,
              count(*) FILTER (WHERE own_rank = 1 AND lowest_other_price IS NULL) AS alone
            FROM price_position
            """;

    private static final String OFFERS = """
            WITH shown AS (
              SELECT * FROM price_position WHERE own_rank > 1 AND difference_percent > 0 OR NOT ? AND offers > 1
              ORDER BY difference_percent DESC NULLS LAST, product, currency LIMIT ?
            ), named AS (
              SELECT source, sku, name, price, currency, coalesce(lower(labels->>'own') = 'true', false) AS own,
                coalesce(our_sku, CASE WHEN lower(labels->>'own') = 'true' THEN sku END, lpad(gtin, 14, '0')) AS product
              FROM products
            ), names AS (
              SELECT n.product, s.currency, arg_max(n.name, n.own) AS name,
                min(CASE WHEN n.own AND n.source = s.own_source AND n.currency = s.currency AND n.price = s.own_price
                  THEN n.sku END) AS own_sku
              FROM shown AS s JOIN named AS n ON n.product = s.product GROUP BY n.product, s.currency
            )
            SELECT shown.*, names.name, names.own_sku FROM shown
            LEFT JOIN names ON names.product = shown.product AND names.currency = shown.currency
            ORDER BY difference_percent DESC NULLS LAST, shown.product, shown.currency
            """;

    /** How many of our own are the lowest, share the lowest price, are dearer, are sold out, or are sold by nobody else. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Counts(long lowest, long tied, long dearer, long soldOut, long alone) {
        static Counts of(ResultSet row) throws SQLException {
            return new Counts(
                    row.getLong("lowest"),
                    row.getLong("tied"),
                    row.getLong("dearer"),
                    row.getLong("sold_out"),
                    row.getLong("alone"));
        }
    }

    /** The offers of one product; what is our own is null where nobody is. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Offer(
            String product,
            String name,
            String currency,
            String ownSource,
            String ownSku,
            BigDecimal ownPrice,
            Long ownRank,
            long offers,
            BigDecimal lowestPrice,
            String lowestSource,
            BigDecimal lowestOtherPrice,
            BigDecimal medianPrice,
            Double differencePercent) {
        static Offer of(ResultSet row) throws SQLException {
            return new Offer(
                    row.getString("product"),
                    row.getString("name"),
                    row.getString("currency"),
                    row.getString("own_source"),
                    row.getString("own_sku"),
                    Rows.amount(row, "own_price"),
                    Rows.whole(row, "own_rank"),
                    row.getLong("offers"),
                    Rows.amount(row, "lowest_price"),
                    row.getString("lowest_source"),
                    Rows.amount(row, "lowest_other_price"),
                    Rows.amount(row, "median_price"),
                    Rows.number(row, "difference_percent"));
        }
    }

    private record About(Instant newest, boolean own) {}

    /** @param connection to the digest */
    static Position of(Connection connection, int limit) throws SQLException {
        var about = Rows.of(
                        connection, ABOUT, List.of(), row -> new About(Rows.time(row, "newest"), row.getBoolean("own")))
                .get(0);
        return new Position(
                about.newest(),
                about.own(),
                Rows.of(connection, COUNTS, List.of(), Counts::of).get(0),
                Rows.of(connection, OFFERS, List.of(about.own(), limit), Offer::of));
    }
}
