package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an item of Wikidata. Statements that are deprecated do not count; preferred ones come before others. */
public final class Wikidata {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, String> COUNTRIES = countries();
    private static final Map<String, BigDecimal> METRES =
            Map.of("Q11573", BigDecimal.ONE, "Q3710", new BigDecimal("0.3048"));
    private static final Map<String, BigDecimal> KM2 = Map.of(
            "Q712226", BigDecimal.ONE,
            "Q25343", new BigDecimal("0.000001"),
            "Q35852", new BigDecimal("0.01"),
            "Q232291", new BigDecimal("2.589988"));

    private Wikidata() {}

    /**
     * What an item states of a city; null or empty where it states nothing beyond doubt.
     *
     * @param item its number
     * @param revision of the item
     * @param country ISO 3166-1 alpha-2 code
     * @param latitude degrees north, WGS 84
     * @param longitude degrees east
     * @param elevationM metres above sea level
     * @param areaKm2 square kilometres
     * @param populations the newest first, one of each date
     */
    public record Facts(
            String item,
            Long revision,
            String country,
            Double latitude,
            Double longitude,
            BigDecimal elevationM,
            BigDecimal areaKm2,
            List<StatedPopulation> populations) {
        public Facts {
            populations = List.copyOf(populations);
        }
    }

    /**
     * The address of an item's statements.
     *
     * @param base where Wikidata answers, {@code https://www.wikidata.org}
     */
    public static String address(String base, String item) {
        if (!item.matches("Q[1-9]\\d*")) {
            throw new IllegalArgumentException("\"" + item + "\" is no item of Wikidata: give one such as Q64");
        }
        return base + "/w/api.php?action=wbgetentities&ids=" + item
                + "&props=info%7Clabels%7Cclaims&format=json&formatversion=2";
    }

    /** The facts of the first item of an answer; empty where there is none. Throws IOException where it is no JSON. */
    public static Optional<Facts> read(byte[] json) throws IOException {
        var entities = MAPPER.readTree(json).path("entities");
        for (var entity : entities) {
            if (entity.path("claims").isObject()) {
                return Optional.of(facts(entity));
            }
        }
        return Optional.empty();
    }

    private static Facts facts(JsonNode entity) {
        var claims = entity.path("claims");
        var point = value(claims, "P625");
        boolean onEarth = point != null
                && point.path("globe").asText("/Q2").endsWith("/Q2")
                && point.path("latitude").isNumber()
                && point.path("longitude").isNumber();
        var revision = entity.path("lastrevid");
        return new Facts(
                entity.path("id").asText(null),
                revision.isNumber() ? (Long) revision.asLong() : null,
                country(claims),
                onEarth ? (Double) point.path("latitude").asDouble() : null,
                onEarth ? (Double) point.path("longitude").asDouble() : null,
                measure(claims, "P2044", METRES),
                measure(claims, "P2046", KM2),
                populations(claims));
    }

    private static String country(JsonNode claims) {
        var codes = best(claims, "P17").stream()
                .map(claim -> COUNTRIES.get(claim.path("mainsnak")
                        .path("datavalue")
                        .path("value")
                        .path("id")
                        .asText()))
                .distinct()
                .toList();
        return codes.size() == 1 ? codes.get(0) : null;
    }

    private static BigDecimal measure(JsonNode claims, String property, Map<String, BigDecimal> units) {
        var value = value(claims, property);
        if (value == null) {
            return null;
        }
        var unit = value.path("unit").asText();
        var factor = units.get(unit.substring(unit.lastIndexOf('/') + 1));
        var amount = amount(value);
        return factor == null || amount == null
                ? null
                : amount.multiply(factor).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private static BigDecimal amount(JsonNode value) {
        try {
            return new BigDecimal(value.path("amount").asText().replace("+", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static List<StatedPopulation> populations(JsonNode claims) {
        var byDate = new LinkedHashMap<String, StatedPopulation>();
        // Preferred statements first: of one date they win. The newest of all wins over both.
        for (var claim : ranked(claims, "P1082")) {
            var amount = amount(claim.path("mainsnak").path("datavalue").path("value"));
            boolean whole = amount != null
                    && amount.signum() > 0
                    && amount.stripTrailingZeros().scale() <= 0;
            // A part of the people, such as those of one sex, is no population.
            if (whole
                    && amount.longValueExact() <= 100_000_000
                    && !claim.path("qualifiers").has("P518")) {
                var date = date(claim);
                byDate.putIfAbsent(date, new StatedPopulation("city", amount.longValueExact(), date));
            }
        }
        return byDate.values().stream()
                .sorted(Comparator.comparing(
                        one -> one.asOf().equals(StatedDate.UNDATED) ? "" : one.asOf(), Comparator.reverseOrder()))
                .toList();
    }

    private static String date(JsonNode claim) {
        var time =
                claim.path("qualifiers").path("P585").path(0).path("datavalue").path("value");
        var text = time.path("time").asText();
        int precision = time.path("precision").asInt();
        if (!text.matches("\\+\\d{4}-\\d{2}-\\d{2}T.*") || precision < 9) {
            return StatedDate.UNDATED;
        }
        return text.substring(1, precision == 9 ? 5 : precision == 10 ? 8 : 11);
    }

    /** The one value that counts; null where several differ. */
    private static JsonNode value(JsonNode claims, String property) {
        var values = best(claims, property).stream()
                .map(claim -> claim.path("mainsnak").path("datavalue").path("value"))
                .filter(value -> !value.isMissingNode())
                .toList();
        return values.isEmpty() ? null : values.get(0);
    }

    /** The preferred statements, else the normal ones. */
    private static List<JsonNode> best(JsonNode claims, String property) {
        var ranked = ranked(claims, property);
        var preferred = ranked.stream()
                .filter(claim -> claim.path("rank").asText().equals("preferred"))
                .toList();
        return preferred.isEmpty() ? ranked : preferred;
    }

    private static List<JsonNode> ranked(JsonNode claims, String property) {
        var found = new ArrayList<JsonNode>();
        for (var rank : List.of("preferred", "normal")) {
            for (var claim : claims.path(property)) {
                boolean ended = claim.path("qualifiers").has("P582");
                if (claim.path("rank").asText("normal").equals(rank)
                        && claim.path("mainsnak")
                                .path("snaktype")
                                .asText("value")
                                .equals("value")
                        && !(ended && property.equals("P17"))) {
                    found.add(claim);
                }
            }
        }
        return found;
    }

    private static Map<String, String> countries() {
        var countries = new HashMap<String, String>();
        for (var line : ResourceLines.of("country-items.txt")) {
            for (var pair : line.split("\\s+")) {
                var parts = pair.split("=");
                countries.put(parts[1], parts[0]);
            }
        }
        return Map.copyOf(countries);
    }
}
