package io.millrace.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.AlertRule;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the looks that are to be judged. */
final class Sightings {
    private static final String KNOWN =
            "'InStock', 'LimitedAvailability', 'OnlineOnly', 'InStoreOnly', 'OutOfStock', 'SoldOut', 'Discontinued'";
    private static final String EVERY = "1 = 1";
    private static final String NONE = "1 = 0";
    private static final String NEWEST = "p.observed_at = f.observed_at";
    private static final int GTIN = 14;
    /** How long before the oldest look that is judged its product's last look is sought at first. */
    private static final Duration LAST = Duration.ofDays(7);

    private static final Duration AVERAGE = Duration.ofDays(30);

    private final AlertTables tables;

    Sightings(AlertTables tables) {
        this.tables = tables;
    }

    /**
     * Which looks count.
     *
     * @param confidence least that a price is trusted with
     * @param oldest looks before are not judged
     */
    record Trust(double confidence, Instant oldest) {}

    /** Is given one look after the other. */
    interface Taker {
        void take(Sighting sighting);
    }

    /**
     * Reads prices.
     *
     * @param fresh batches whose rows are to be judged; null: every product's newest, and all others were known before
     * @param trust what counts
     * @param reach the furthest of what was before that is wanted; what lies beyond it is null
     */
    void prices(Connection connection, BatchRanges fresh, Trust trust, AlertRule.Against reach, Taker taker)
            throws SQLException {
        var before =
                switch (reach) {
                    case LAST -> trust.oldest().minus(LAST);
                    case AVERAGE -> trust.oldest().minus(AVERAGE);
                    case LOWEST -> Instant.EPOCH;
                };
        read(
                connection,
                "alert-prices",
                fresh,
                trust,
                before,
                row -> {
                    var last = row.getBigDecimal("last_price");
                    var lowest = reach == AlertRule.Against.LOWEST ? row.getBigDecimal("lowest") : null;
                    if (last == null) {
                        var first = row.getBigDecimal("first_price");
                        return new Sighting.Before(first, first, lowest, null);
                    }
                    var count = reach == AlertRule.Against.LAST ? 0 : row.getLong("recent_count");
                    var average = count == 0
                            ? null
                            : row.getBigDecimal("recent_sum")
                                    .divide(BigDecimal.valueOf(count), 4, RoundingMode.HALF_EVEN);
                    return new Sighting.Before(last, average, lowest, null);
                },
                taker);
    }

    /** Reads the stock, likewise. */
    void stock(Connection connection, BatchRanges fresh, Trust trust, Taker taker) throws SQLException {
        read(
                connection,
                "alert-stock",
                fresh,
                trust,
                trust.oldest().minus(LAST),
                row -> {
                    var last = row.getString("last_availability");
                    return new Sighting.Before(
                            null, null, null, last == null ? row.getString("first_availability") : last);
                },
                taker);
    }

    /** Source to when the newest of its rows was seen; of these batches, or of all where null. */
    Map<String, Instant> newest(Connection connection, BatchRanges batches) throws SQLException {
        var newest = new HashMap<String, Instant>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT source, max(observed_at) AS newest FROM prices WHERE "
                        + condition(batches, "batch") + " GROUP BY source")) {
            while (rows.next()) {
                newest.put(rows.getString("source"), AlertTables.time(rows, "newest"));
            }
        }
        return newest;
    }

    /** Numbers in the ledger of prices that are not among those, in order. */
    List<Long> loaded(Connection connection, BatchRanges judged) throws SQLException {
        var batches = new ArrayList<Long>();
        try (var statement = connection.prepareStatement("SELECT batch FROM millrace_loads WHERE dataset = 'prices' AND"
                + " (batch < ? OR batch > ?) ORDER BY batch")) {
            statement.setLong(1, judged.first());
            statement.setLong(2, judged.through());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!judged.has(rows.getLong(1))) {
                        batches.add(rows.getLong(1));
                    }
                }
            }
        }
        return batches;
    }

    /**
     * Those of the batches that only took the place of batches that were judged: a replay or a compaction. What they say
     * otherwise than before is judged with the next look at the product.
     */
    List<Long> repeated(Connection connection, List<Long> batches, BatchRanges judged) throws SQLException {
        var replaced = new HashMap<Long, Boolean>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT replaced_by, batch FROM millrace_replaced WHERE dataset = 'prices' AND ("
                                + BatchRanges.of(batches).condition("replaced_by") + ")")) {
            while (rows.next()) {
                replaced.merge(rows.getLong(1), judged.has(rows.getLong(2)), Boolean::logicalAnd);
            }
        }
        return batches.stream()
                .filter(batch -> replaced.getOrDefault(batch, false))
                .toList();
    }

    /** The newest row of every product, with the confidence of its price, NULL where none is stated. */
    void latest(Connection connection, LatestTaker taker) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT source, sku, url, name, gtin, labels, price, currency,"
                        + " availability, observed_at, event_id, confidence FROM last_price")) {
            while (rows.next()) {
                var confidence = rows.getDouble("confidence");
                taker.take(sighting(rows, Sighting.Before.NOTHING), rows.wasNull() ? null : confidence);
            }
        }
    }

    /** Is given one product after the other. */
    interface LatestTaker {
        void take(Sighting sighting, Double confidence);
    }

    private interface History {
        Sighting.Before of(ResultSet row) throws SQLException;
    }

    /**
     * Most products were looked at not long ago, so that little has to be read; of others everything is, in a second
     * reading.
     */
    private void read(
            Connection connection,
            String file,
            BatchRanges fresh,
            Trust trust,
            Instant before,
            History history,
            Taker taker)
            throws SQLException {
        var others = new HashSet<String>();
        query(connection, sql(file, fresh, trust, NONE), trust, before, row -> {
            var look = sighting(row, history.of(row));
            if (AlertTables.time(row, "last_at") == null) {
                others.add(look.subject());
            } else {
                taker.take(look);
            }
        });
        if (!others.isEmpty()) {
            query(connection, sql(file, fresh, trust, EVERY), trust, Instant.EPOCH, row -> {
                var look = sighting(row, history.of(row));
                if (others.contains(look.subject())) {
                    taker.take(look);
                }
            });
        }
    }

    private String sql(String file, BatchRanges fresh, Trust trust, String first) {
        return tables.sql(
                file,
                Map.of(
                        "new",
                        condition(fresh, "batch"),
                        "new-of-p",
                        fresh == null ? NEWEST : fresh.condition("p.batch"),
                        "confidence",
                        BigDecimal.valueOf(trust.confidence()).toPlainString(),
                        "known",
                        KNOWN,
                        "first",
                        first));
    }

    private interface Rows {
        void take(ResultSet row) throws SQLException;
    }

    private void query(Connection connection, String sql, Trust trust, Instant before, Rows taker) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            tables.bind(statement, trust.oldest(), before);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }

    private static Sighting sighting(ResultSet row, Sighting.Before before) throws SQLException {
        var gtin = row.getString("gtin");
        return new Sighting(
                row.getString("source"),
                row.getString("sku"),
                row.getString("url"),
                row.getString("name"),
                gtin == null || gtin.length() > GTIN ? gtin : "0".repeat(GTIN - gtin.length()) + gtin,
                labels(row.getString("labels")),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("availability"),
                AlertTables.time(row, "observed_at"),
                row.getString("event_id"),
                before);
    }

    private static Map<String, String> labels(String json) {
        var labels = new TreeMap<String, String>();
        if (json != null) {
            try {
                Json.MAPPER.readTree(json).fields().forEachRemaining(field -> {
                    if (isText(field.getValue())) {
                        labels.put(field.getKey(), field.getValue().asText());
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("labels in the warehouse are no JSON object", e);
            }
        }
        return labels;
    }

    private static boolean isText(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }

    private static String condition(BatchRanges batches, String column) {
        return batches == null ? EVERY : batches.condition(column);
    }
}
