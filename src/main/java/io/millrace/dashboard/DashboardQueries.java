package io.millrace.dashboard;

import io.millrace.dashboard.ProductHistory.Elsewhere;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the dashboard asks of the local warehouse: bounded queries that only read.
 *
 * <p>Thread-safe when the supplier gives each call a connection of its own; every query closes the one that it got.
 */
public final class DashboardQueries {
    /** The most products of one {@link #latest} answer. */
    public static final int MOST_PRODUCTS = 200;

    /** The most observations of one {@link #history} answer. */
    public static final int MOST_OBSERVATIONS = 5_000;

    /** The most changes of one {@link #changes} answer. */
    public static final int MOST_CHANGES = 100;

    static final int POINTS = 40;
    private static final int MOST_SKIPPED = 1_000_000;

    private static final String LATEST = """
            WITH page AS (
              SELECT * FROM last_price WHERE %s ORDER BY source, name, sku LIMIT ? OFFSET ?
            ), trend AS (
              SELECT prices.source, prices.sku,
                max_by(prices.price, prices.observed_at, %d) AS points,
                arg_max(prices.price, prices.observed_at) FILTER (WHERE prices.price <> page.price) AS previous
              FROM prices JOIN page ON prices.source = page.source AND prices.sku = page.sku
                AND prices.currency IS NOT DISTINCT FROM page.currency
              WHERE prices.price IS NOT NULL
              GROUP BY prices.source, prices.sku
            )
            SELECT page.source, page.sku, page.url, page.name, page.brand, page.price, page.currency, page.list_price,
              trend.previous AS previous_price,
              100.0 * (page.price - trend.previous) / nullif(trend.previous, 0) AS change_percent,
              page.availability, page.observed_at, trend.points
            FROM page LEFT JOIN trend ON trend.source = page.source AND trend.sku = page.sku
            ORDER BY page.source, page.name, page.sku
            """;

    private static final String COUNTS = """
            SELECT source, count(*) AS products, count(*) FILTER (WHERE %s) AS matching FROM last_price
            GROUP BY source ORDER BY source
            """;

    private static final String HISTORY = """
            SELECT *, count(*) OVER () AS total FROM prices WHERE source = ? AND sku = ?
            ORDER BY observed_at DESC LIMIT ?
            """;

    // GTINs of 8, 12, 13 and 14 digits are one number, padded with zeros on the left.
    private static final String ELSEWHERE = """
            SELECT source, sku, name, price, currency, availability, observed_at FROM last_price
            WHERE ltrim(gtin, '0') = ltrim(?, '0') AND NOT (source = ? AND sku = ?)
            ORDER BY source, sku LIMIT 20
            """;

    private static final String CHANGES = """
            SELECT source, sku, name, currency, price, previous_price, change_percent, observed_at
            FROM price_changes WHERE price IS NOT NULL AND previous_price IS NOT NULL
            ORDER BY observed_at DESC, source, sku LIMIT ?
            """;

    private final Supplier<Connection> connections;
    private final CityQueries cities;

    /** Queries over the tables and views that the warehouse's DDL creates. */
    public DashboardQueries(Supplier<Connection> connections) {
        this.connections = connections;
        this.cities = new CityQueries(connections);
    }

    /**
     * The latest price of every product that matches.
     *
     * @param search words that all have to occur in name, brand, SKU, GTIN, seller, source or labels; {@code source:demo-de}
     *     has to be the source; empty or null matches all
     * @param limit clamped to 1 … {@value #MOST_PRODUCTS}
     * @param offset clamped to 0 … 1,000,000
     * @throws SQLException when the warehouse cannot be read
     */
    public PriceList latest(String search, int limit, int offset) throws SQLException {
        var terms = SearchTerms.of(search);
        var most = clamp(limit, 1, MOST_PRODUCTS);
        var skipped = clamp(offset, 0, MOST_SKIPPED);
        try (var connection = connections.get()) {
            var counts =
                    Rows.of(connection, COUNTS.formatted(terms.condition()), terms.values(), PriceRows.Counted::of);
            var values = new ArrayList<Object>(terms.values());
            values.addAll(List.of(most, skipped));
            var prices = Rows.of(connection, LATEST.formatted(terms.condition(), POINTS), values, PriceRows::latest);
            return new PriceList(
                    counts.stream().mapToLong(PriceRows.Counted::matching).sum(),
                    most,
                    skipped,
                    counts.stream().map(PriceRows.Counted::source).toList(),
                    prices);
        }
    }

    /**
     * The newest observations of a product, oldest first; none, and no name, when the product is not known.
     *
     * @param limit clamped to 1 … {@value #MOST_OBSERVATIONS}
     * @throws SQLException when the warehouse cannot be read
     */
    public ProductHistory history(String source, String sku, int limit) throws SQLException {
        try (var connection = connections.get()) {
            var values = List.<Object>of(source, sku, clamp(limit, 1, MOST_OBSERVATIONS));
            var found = Rows.of(connection, HISTORY, values, PriceRows.Seen::of);
            if (found.isEmpty()) {
                return ProductHistory.none(source, sku);
            }
            var newest = found.get(0);
            var elsewhere = newest.gtin() == null
                    ? List.<Elsewhere>of()
                    : Rows.of(connection, ELSEWHERE, List.of(newest.gtin(), source, sku), PriceRows::elsewhere);
            var observations = new ArrayList<>(
                    found.stream().map(PriceRows.Seen::observation).toList());
            Collections.reverse(observations);
            return newest.product(elsewhere, observations);
        }
    }

    /**
     * The newest price changes of all products.
     *
     * @param limit clamped to 1 … {@value #MOST_CHANGES}
     * @throws SQLException when the warehouse cannot be read
     */
    public PriceChanges changes(int limit) throws SQLException {
        try (var connection = connections.get()) {
            return new PriceChanges(
                    Rows.of(connection, CHANGES, List.of(clamp(limit, 1, MOST_CHANGES)), PriceRows::change));
        }
    }

    /**
     * The cities that are watched; none where no row of theirs is loaded.
     *
     * @throws SQLException when the warehouse cannot be read
     */
    public CityList cities() throws SQLException {
        return cities.all();
    }

    /**
     * The next 48 hours of a city, with what they hint at; none where the city is not known.
     *
     * @throws SQLException when the warehouse cannot be read
     */
    public CityOutlook city(String name) throws SQLException {
        return cities.one(name);
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }
}
