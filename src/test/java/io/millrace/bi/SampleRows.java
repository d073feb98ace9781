package io.millrace.bi;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows about which every mart has something to tell: tuples of each dataset's columns in order, by the dataset's name. */
final class SampleRows {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private static final Datasets SHIPPED = Datasets.shipped();

    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private SampleRows() {}

    static Map<String, List<String>> all() {
        var sample = new SampleRows();
        sample.prices();
        sample.cities();
        return sample.rows;
    }

    /**
     * One falls to its lowest, one rises, one is back in stock, one was away for longer than it counts as unchanged; of two
     * shops that are not looked at any more one still counts; the own shop is the dearest. Names tell no variants apart, one
     * product changes its currency and has a day with three looks, and a shop abroad has the same SKU in another currency.
     */
    private void prices() {
        var prices = new String[][] {
            {"acme", "a"},
            {"acme", "b"},
            {"bolt", "a"},
            {"shop", "a"},
            {"bolt", "gone"},
            {"late", "a"},
            {"later", "a"},
            {"acme", "c"},
            {"isle", "a"}
        };
        for (var day = 40; day >= 0; day--) {
            for (var product : prices) {
                if (!isSeen(product[0], product[1], day)) {
                    continue;
                }
                for (var look = day == 30 && product[1].equals("c") ? 2 : 0; look >= 0; look--) {
                    look(
                            product[0],
                            product[1],
                            day,
                            NOW.minus(Duration.ofDays(day)).minus(Duration.ofMinutes(look)));
                }
            }
        }
    }

    private void look(String source, String sku, int day, Instant at) {
        var falling = source.equals("acme") && sku.equals("a");
        var soldOut = source.equals("bolt") && day >= 3 && day <= 6;
        row(
                "prices",
                Map.of(
                        "source",
                        source,
                        "sku",
                        sku,
                        "name",
                        "Pump of " + source,
                        "price",
                        falling ? 50 + day / 2 : 60 - day / 5,
                        "currency",
                        currency(source, sku, day),
                        "availability",
                        soldOut ? "OutOfStock" : "InStock",
                        "observed_at",
                        at,
                        "confidence",
                        0.9,
                        "labels",
                        source.equals("shop") ? "{\"own\": \"true\"}" : "{\"our_sku\": \"a\"}"));
    }

    private static String currency(String source, String sku, int day) {
        if (source.equals("isle")) {
            return "GBP";
        }
        return sku.equals("c") && day > 20 ? "USD" : "EUR";
    }

    private static boolean isSeen(String source, String sku, int day) {
        return switch (source) {
            case "late" -> day >= 2;
            case "later" -> day >= 3;
            default -> !sku.equals("gone") || day == 40 || day == 5;
        };
    }

    private void cities() {
        row("cities", Map.of("city", "berlin", "country", "DE", "time_zone", "Europe/Berlin"));
        row(
                "populations",
                Map.of(
                        "city",
                        "berlin",
                        "kind",
                        "city",
                        "origin",
                        "wikidata.org",
                        "as_of",
                        "2023",
                        "population",
                        3_600_000));
        row("elevations", Map.of("city", "berlin", "cell", "n0e0", "elevation_m", 34, "slope_percent", 1.5));
        row("airports", Map.of("airport", "EDDB", "iata", "BER"));
        row("city_airports", Map.of("city", "berlin", "airport", "EDDB"));
        row(
                "flight_windows",
                Map.of(
                        "airport",
                        "EDDB",
                        "from_at",
                        NOW,
                        "to_at",
                        NOW.plus(Duration.ofHours(24)),
                        "provider",
                        "aerodatabox"));
        row(
                "flights",
                Map.ofEntries(
                        Map.entry("airport", "EDDB"),
                        Map.entry("flight", "LH 1@later"),
                        Map.entry("number", "LH 1"),
                        Map.entry("provider", "aerodatabox"),
                        Map.entry("scheduled_at", NOW.plus(Duration.ofHours(5))),
                        Map.entry("arrives_at", NOW.plus(Duration.ofHours(5))),
                        Map.entry("status", "Expected"),
                        Map.entry("codeshare", "IsOperator"),
                        Map.entry("cargo", false),
                        Map.entry("private", false),
                        Map.entry("low_cost", true),
                        Map.entry("seats", 180)));
        for (var hour = -3; hour < 50; hour++) {
            var at = NOW.plus(Duration.ofHours(hour));
            var utc = at.atZone(ZoneOffset.UTC);
            row(
                    "calendar",
                    Map.ofEntries(
                            Map.entry("city", "berlin"),
                            Map.entry("hour_at", at),
                            Map.entry("until_at", at.plus(Duration.ofHours(1))),
                            Map.entry("epoch_hour", at.getEpochSecond() / 3600),
                            Map.entry("local_date", utc.toLocalDate()),
                            Map.entry("local_hour", utc.getHour()),
                            Map.entry("utc_offset_minutes", 0),
                            Map.entry("weekday", utc.getDayOfWeek().getValue()),
                            Map.entry("workday", utc.getDayOfWeek().getValue() < 6)));
            row(
                    "weather",
                    Map.ofEntries(
                            Map.entry("city", "berlin"),
                            Map.entry("provider", "open-meteo"),
                            Map.entry("valid_at", at),
                            Map.entry("from_at", at.minus(Duration.ofHours(1))),
                            Map.entry("issued_at", NOW.minus(Duration.ofHours(2))),
                            Map.entry("temperature_c", 12),
                            Map.entry("feels_like_c", 10),
                            Map.entry("precipitation_mm", 0.4),
                            Map.entry("precipitation_probability", 0.6),
                            Map.entry("snow_mm", 0),
                            Map.entry("wind_ms", 4)));
        }
    }

    private void row(String dataset, Map<String, ?> values) {
        var all = new HashMap<String, Object>(Map.of(
                "source",
                "test",
                "url",
                "https://shop.example/",
                "event_id",
                "e",
                "observed_at",
                NOW.minusSeconds(60)));
        all.putAll(values);
        var declared = declared(dataset);
        rows.computeIfAbsent(dataset, name -> new ArrayList<>())
                .add(declared.columns().stream()
                        .map(column -> literal(all.get(column.name())))
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    static Dataset declared(String dataset) {
        return SHIPPED.named(dataset).orElseThrow();
    }

    private static String literal(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Instant time) {
            return "TIMESTAMPTZ '" + time + "'";
        }
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }
}
