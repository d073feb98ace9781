package io.millrace.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is to be told, of which products or sources, and to whom.
 *
 * @param name unique, {@code [a-z][a-z0-9-]*}
 * @param amount in the unit of {@code currency}, or in percent; null of kinds that have none
 * @param percent whether {@code amount} is a share
 * @param against what a drop or a rise is held against; null of other kinds
 * @param currency ISO 4217; null: any, each compared with itself
 * @param silence how long a source may give nothing; null of other kinds
 * @param source null: any
 * @param sku null: any
 * @param gtin of fourteen digits; null: any
 * @param labels all of which a product has
 * @param minConfidence least confidence of a price, 0 to 1, for it to count at all
 * @param cooldown how long nothing more is told of the same product or source
 * @param to names of channels
 */
public record AlertRule(
        String name,
        Kind kind,
        BigDecimal amount,
        boolean percent,
        Against against,
        String currency,
        Duration silence,
        String source,
        String sku,
        String gtin,
        Map<String, String> labels,
        double minConfidence,
        Duration cooldown,
        List<String> to) {
    /** What makes a rule speak. */
    public enum Kind {
        BELOW,
        DROP,
        RISE,
        BACK_IN_STOCK,
        NEW_LOWEST,
        NO_DATA,
        SOURCE_BROKEN;

        /** How a configuration, and every message, writes it. */
        public String word() {
            return Scalar.word(this);
        }

        /** Whether it is about a source, and not about a product. */
        public boolean isOfSource() {
            return this == NO_DATA || this == SOURCE_BROKEN;
        }

        /** Whether it looks at prices. */
        public boolean isOfPrice() {
            return !isOfSource() && this != BACK_IN_STOCK;
        }
    }

    /** What a price is held against; each asks for more of what was before. */
    public enum Against {
        LAST,
        AVERAGE,
        LOWEST
    }

    public AlertRule {
        labels = new TreeMap<>(labels);
        to = List.copyOf(to);
    }

    /** One that tells every channel of prices of a source that fell by a share since they were last looked at. */
    static AlertRule drop(String name, int percent, String source, AlertsSettings alerts) {
        return new AlertRule(
                name,
                Kind.DROP,
                BigDecimal.valueOf(percent),
                true,
                Against.LAST,
                null,
                null,
                source,
                null,
                null,
                Map.of(),
                AlertsFile.CONFIDENCE,
                AlertsFile.COOLDOWN,
                alerts.channels().stream().map(AlertChannel::name).toList());
    }

    /** What of the prices before it has to know. */
    public Against reach() {
        return kind == Kind.NEW_LOWEST ? Against.LOWEST : against == null ? Against.LAST : against;
    }

    /** Its condition as a configuration writes it: {@code drop: 10%, against: last}. */
    public String condition() {
        var value =
                switch (kind) {
                    case BELOW, DROP, RISE -> amount.toPlainString() + (percent ? "%" : "");
                    case NO_DATA -> DurationText.write(silence);
                    default -> "true";
                };
        return kind.word() + ": " + value
                + (currency == null ? "" : " " + currency)
                + (against == null ? "" : ", against: " + Scalar.word(against));
    }

    /** Its filters as a configuration writes them; {@code everything} where it has none. */
    public String matches() {
        var filters = new TreeMap<String, String>();
        put(filters, "source", source);
        put(filters, "sku", sku);
        put(filters, "gtin", gtin);
        labels.forEach((key, value) -> put(filters, "label " + key, value));
        return filters.isEmpty()
                ? "everything"
                : filters.entrySet().stream()
                        .map(filter -> filter.getKey() + ": " + filter.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Everything that decides what it says; who is told, and how often, is no part of it. */
    public String definition() {
        return condition() + "; " + matches() + "; min-confidence: " + minConfidence;
    }

    /** Its cooldown as a configuration writes it. */
    public String cooldownText() {
        return DurationText.write(cooldown);
    }

    private static void put(Map<String, String> filters, String key, String value) {
        if (value != null) {
            filters.put(key, value);
        }
    }
}
