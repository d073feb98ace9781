package io.millrace.signal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Names of countries and codes of regions to ISO 3166-1 alpha-2. Immutable. */
final class Countries {
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern ARTICLE =
            Pattern.compile("^(?:the|die|der|la|le|les|el|los|il|lo|de|l'|o|a|os|as|as) ?");
    private static final Set<String> CODES = codes();
    private static final Map<String, String> FURTHER = further("country-names.txt");
    private static final Map<String, String> REGIONS = further("known-regions.txt");
    private static final Map<String, Map<String, String>> BY_LANGUAGE = new ConcurrentHashMap<>();
    private static final Set<String> CITIES = cities();
    /** Territories with a code of their own, to the country that pages name for them. */
    private static final Map<String, Set<String>> TERRITORIES = Map.of(
            "CN", Set.of("HK", "MO", "TW"),
            "US", Set.of("PR", "GU", "VI", "AS", "MP"),
            "FR", Set.of("RE", "GP", "MQ", "GF", "YT", "NC", "PF", "PM", "BL", "MF", "WF"),
            "NL", Set.of("AW", "CW", "SX", "BQ"),
            "GB", Set.of("GI", "JE", "GG", "IM", "BM", "KY", "FK", "VG", "TC", "MS", "AI", "SH"),
            "DK", Set.of("GL", "FO"),
            "FI", Set.of("AX"),
            "NO", Set.of("SJ"),
            "AU", Set.of("NF", "CX", "CC"));

    private Countries() {}

    /** The code of a name in this language or in English, whatever its case, article and accents. */
    static Optional<String> of(String name, Locale language) {
        var key = key(name);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        for (var variant : List.of(key, ARTICLE.matcher(key).replaceFirst(""))) {
            for (var names : List.of(names(language), names(Locale.ENGLISH), FURTHER)) {
                if (names.containsKey(variant)) {
                    return Optional.of(names.get(variant));
                }
            }
        }
        return Optional.empty();
    }

    /** The code that an ISO 3166-2 code begins with. */
    static Optional<String> ofRegionCode(String region) {
        var code = region == null ? "" : region.split("-")[0];
        return CODES.contains(code) ? Optional.of(code) : Optional.empty();
    }

    /** The country of a region that German pages name without it. */
    static Optional<String> ofKnownRegion(String name) {
        return Optional.ofNullable(REGIONS.get(key(name)));
    }

    /** Whether this country or region is a city at the same time. */
    static boolean isCity(String code) {
        return CITIES.contains(code);
    }

    /** Whether the one is a territory of the other with a code of its own. */
    static boolean isTerritory(String territory, String of) {
        return TERRITORIES.getOrDefault(of, Set.of()).contains(territory);
    }

    private static Map<String, String> names(Locale language) {
        return BY_LANGUAGE.computeIfAbsent(language.toLanguageTag(), tag -> {
            var names = new HashMap<String, String>();
            for (var code : CODES) {
                names.put(key(new Locale.Builder().setRegion(code).build().getDisplayCountry(language)), code);
            }
            return Map.copyOf(names);
        });
    }

    static String key(String name) {
        var plain = PlainText.of(name).toLowerCase(Locale.ROOT).replaceAll("^[\\s:;,.-]+|[\\s:;,-]+$", "");
        var bare =
                MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        // Marks are letters of their own in scripts like Devanagari: there nothing may be left out.
        return plain.codePoints().anyMatch(c -> c > 0x0590) ? plain : Normalizer.normalize(bare, Normalizer.Form.NFC);
    }

    private static Set<String> codes() {
        var codes = new HashSet<>(Arrays.asList(Locale.getISOCountries()));
        codes.add("XK");
        return Set.copyOf(codes);
    }

    private static Map<String, String> further(String file) {
        var names = new HashMap<String, String>();
        for (var line : ResourceLines.of(file)) {
            var parts = line.split("\\|");
            Arrays.stream(parts).skip(1).forEach(name -> names.putIfAbsent(key(name), parts[0].strip()));
        }
        return Map.copyOf(names);
    }

    private static Set<String> cities() {
        var cities = new LinkedHashSet<String>();
        ResourceLines.of("city-states.txt").forEach(line -> cities.addAll(List.of(line.split("\\s+"))));
        return Set.copyOf(cities);
    }
}
