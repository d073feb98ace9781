package io.millrace.dashboard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Which products are meant.
 *
 * @param others SQL over the digest's {@code products} of all that was asked for but the source
 * @param condition the same with the source
 * @param otherValues what to bind for {@code others}, in order
 * @param values what to bind for {@code condition}, in order
 */
record ProductFilter(String others, List<Object> otherValues, String condition, List<Object> values) {
    private static final String MOVED = """
            id IN (
              SELECT now.id FROM products AS now JOIN (%s) AS f ON f.id = now.id AND f.currency IS NOT DISTINCT FROM now.currency
              WHERE f.from_price > 0 AND now.price %s f.from_price
            )""";

    /** Whether it can be bought. */
    enum Shelf {
        IN,
        OUT,
        OTHER
    }

    /** Which way its price went within the window, 7 days unless it is named: what it is now against what it was then. */
    enum Way {
        DROP,
        RISE
    }

    static ProductFilter of(Parameters asked, Instant now) {
        var terms = SearchTerms.of(asked.text("search"));
        var conditions = new ArrayList<String>(List.of(terms.condition()));
        var values = new ArrayList<Object>(terms.values());
        var shelf = asked.one("stock", Shelf.class, null);
        if (shelf != null) {
            conditions.add(shelf == Shelf.OTHER ? "coalesce(stock, 'OTHER') = ?" : "stock = ?");
            values.add(shelf.name());
        }
        if (asked.has("currency")) {
            conditions.add("currency = ?");
            values.add(asked.text("currency"));
        }
        var way = asked.one("moved", Way.class, null);
        if (way != null) {
            var window = asked.one("window", Overview.Window.class, Overview.Window._7D);
            conditions.add(MOVED.formatted(Overview.BEGINNINGS, way == Way.DROP ? "<" : ">"));
            values.add(now.minus(window.length()).atOffset(ZoneOffset.UTC));
        }
        var others = String.join(" AND ", conditions);
        if (!asked.has("source")) {
            return new ProductFilter(others, values, others, values);
        }
        var all = new ArrayList<>(values);
        all.add(asked.text("source"));
        return new ProductFilter(others, values, others + " AND source = ?", all);
    }
}
