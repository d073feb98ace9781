package io.millrace.dashboard;

import java.time.Duration;
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
    /** For how long a change counts as one of now. */
    private static final Duration RECENT = Duration.ofDays(7);

    /** Whether it can be bought. */
    enum Shelf {
        IN,
        OUT,
        OTHER
    }

    /** Which way its price went with its last change. */
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
            conditions.add("changed_at >= ? AND change_percent " + (way == Way.DROP ? "<" : ">") + " 0");
            values.add(now.minus(RECENT).atOffset(ZoneOffset.UTC));
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
