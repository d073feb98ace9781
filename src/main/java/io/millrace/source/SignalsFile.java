package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Scalar;
import io.millrace.config.SecretText;
import io.millrace.config.YamlList;
import io.millrace.config.YamlMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys {@code cities} and {@code signals} of a source file. */
record SignalsFile(Path folder, Map<String, String> environment, Faults faults) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final Duration A_QUARTER = Duration.ofDays(90);
    private static final String OPEN_METEO = "open-meteo";
    /** Where Open-Meteo answers who pays. */
    private static final String CUSTOMERS = "https://customer-api.open-meteo.com";

    private static final Signals.Nearby NEARBY = new Signals.Nearby(60, 2);
    private static final Signals.Grid GRID = new Signals.Grid(4, 750);
    private static final int DAYS = 10;
    private static final String[] KEYS = {"pages", "weather", "relief", "flights", "calendar"};
    private static final String WEATHER =
            "a map such as {provider: open-meteo}, a list of such maps, or false for none";

    /** What is declared, with defaults for the rest. */
    Signals read(YamlMap root) {
        var cities = new CitiesFile(faults).read(root);
        var signals = root.map("signals", "a map with the keys " + String.join(", ", KEYS));
        signals.ifPresent(map -> map.only(KEYS));
        if (isOff(signals, "pages")) {
            cities.stream()
                    .filter(city -> city.latitude() == null)
                    .forEach(city -> faults.add(
                            root.place("signals"),
                            "has pages: false, and \"" + city.name()
                                    + "\" has no latitude and longitude: declare them"));
        }
        var pages = section(signals, "pages");
        var relief = section(signals, "relief");
        var flights = section(signals, "flights");
        pages.ifPresent(map -> map.only("every", "wikidata", "at"));
        relief.ifPresent(map -> map.only("at", "key", "every", "quota", "steps", "spacing"));
        var weather = weather(signals);
        return new Signals(
                cities,
                isOff(signals, "pages") ? null : pages(pages),
                isOff(signals, "pages") ? null : wikidata(pages),
                weather,
                isOff(signals, "relief") ? null : relief(relief, weather),
                flights.map(this::flights).orElse(null),
                flights.map(this::nearby).orElse(NEARBY),
                relief.map(this::grid).orElse(GRID),
                section(signals, "calendar")
                        .flatMap(map -> {
                            map.only("days");
                            return map.scalar("days").flatMap(value -> value.integer(1, 60));
                        })
                        .orElse(DAYS));
    }

    private static boolean isOff(Optional<YamlMap> signals, String key) {
        return signals.flatMap(map -> map.any(key))
                .filter(value ->
                        value instanceof Scalar scalar && scalar.raw().strip().equals("false"))
                .isPresent();
    }

    private static Optional<YamlMap> section(Optional<YamlMap> signals, String key) {
        return isOff(signals, key) ? Optional.empty() : signals.flatMap(map -> map.map(key, "a map, or false"));
    }

    private static Provider pages(Optional<YamlMap> map) {
        return new Provider("mediawiki", "", null, null, null, every(map, A_WEEK), null);
    }

    private static Provider wikidata(Optional<YamlMap> map) {
        var isAsked =
                map.flatMap(one -> one.scalar("wikidata")).flatMap(Scalar::bool).orElse(true);
        var at = map.flatMap(one -> at(one)).orElse("https://www.wikidata.org");
        return isAsked ? new Provider("wikidata", at, null, null, null, every(map, A_WEEK), null) : null;
    }

    private List<Provider> weather(Optional<YamlMap> signals) {
        var declared = signals.flatMap(map -> map.any("weather"));
        if (declared.isEmpty()) {
            return List.of(openMeteo(null));
        }
        if (isOff(signals, "weather")) {
            return List.of();
        }
        if (declared.get() instanceof YamlMap map) {
            return List.of(weather(map));
        }
        if (declared.get() instanceof YamlList list) {
            return list.maps(WEATHER).stream().map(this::weather).toList();
        }
        faults.add(declared.get().place(), "found " + declared.get().description() + ", expected " + WEATHER);
        return List.of();
    }

    private Provider weather(YamlMap map) {
        map.only("provider", "at", "key", "every", "quota");
        var name = map.scalar("provider")
                .flatMap(value -> value.oneOf(List.of(OPEN_METEO, "openweathermap")))
                .orElse(OPEN_METEO);
        return name.equals(OPEN_METEO) ? openMeteo(map) : openWeatherMap(map);
    }

    /** Free of charge for what is no business; a business has a key and another address. */
    private Provider openMeteo(YamlMap declared) {
        var map = Optional.ofNullable(declared);
        var key = map.flatMap(this::key).orElse(null);
        return new Provider(
                OPEN_METEO,
                map.flatMap(one -> at(one)).orElse(key == null ? "https://api.open-meteo.com" : CUSTOMERS),
                key,
                null,
                key == null ? null : "apikey",
                every(map, Duration.ofHours(1)),
                map.flatMap(this::quota).orElse(new Quota(10_000, Quota.Period.DAY)));
    }

    private Provider openWeatherMap(YamlMap map) {
        map.require("key", "where the key is kept, such as {{env:OPENWEATHERMAP_KEY}}");
        return new Provider(
                "openweathermap",
                at(map).orElse("https://api.openweathermap.org"),
                key(map).orElse(null),
                null,
                "appid",
                every(Optional.of(map), Duration.ofHours(3)),
                quota(map).orElse(new Quota(1_000, Quota.Period.DAY)));
    }

    /** Where and by which key Open-Meteo is asked for weather, unless something else is declared. */
    private Provider relief(Optional<YamlMap> map, List<Provider> weather) {
        var like = weather.stream()
                .filter(provider -> provider.name().equals(OPEN_METEO))
                .findFirst()
                .orElseGet(() -> openMeteo(null));
        var key = map.flatMap(this::key).orElse(like.key());
        return new Provider(
                OPEN_METEO,
                map.flatMap(one -> at(one)).orElse(like.key() == null && key != null ? CUSTOMERS : like.at()),
                key,
                null,
                key == null ? null : "apikey",
                every(map, A_QUARTER),
                map.flatMap(this::quota).orElse(like.quota()));
    }

    private Provider flights(YamlMap map) {
        map.only("provider", "at", "key", "key-header", "every", "quota", "within-km", "most-airports");
        map.scalar("provider").ifPresent(value -> value.oneOf(List.of("aerodatabox")));
        map.require("key", "where the key is kept, such as {{env:AERODATABOX_KEY}}");
        var at = at(map).orElse("https://prod.api.market/api/v1/aedbx/aerodatabox");
        return new Provider(
                "aerodatabox",
                at,
                key(map).orElse(null),
                map.scalar("key-header")
                        .flatMap(Scalar::text)
                        .orElse(at.contains("rapidapi.com") ? "X-RapidAPI-Key" : "x-api-market-key"),
                null,
                every(Optional.of(map), Duration.ofHours(12)),
                quota(map).orElse(new Quota(300, Quota.Period.MONTH)));
    }

    private Signals.Nearby nearby(YamlMap map) {
        return new Signals.Nearby(
                map.scalar("within-km").flatMap(value -> value.integer(1, 500)).orElse(NEARBY.withinKm()),
                map.scalar("most-airports")
                        .flatMap(value -> value.integer(1, 20))
                        .orElse(NEARBY.most()));
    }

    /** At most as many cells as one request takes. */
    private Signals.Grid grid(YamlMap map) {
        return new Signals.Grid(
                map.scalar("steps").flatMap(value -> value.integer(1, 4)).orElse(GRID.steps()),
                map.scalar("spacing")
                        .flatMap(value -> value.integer(50, 10_000))
                        .orElse(GRID.spacing()));
    }

    private Optional<SecretText> key(YamlMap map) {
        var key = map.scalar("key")
                .flatMap(value -> SecretText.read(value, value.place() + ": key", folder, environment));
        if (key.isPresent() && !key.get().isSecret()) {
            // Not repeated: it is the key.
            faults.add(
                    map.place("key"),
                    "found the key itself, expected where it is kept: {{env:NAME}} for a variable, {{file:PATH}} for a"
                            + " mounted file, or {{aws:NAME}} for a secret of AWS");
        }
        return key;
    }

    private Optional<Quota> quota(YamlMap map) {
        return map.map("quota", "a map such as {calls: 300, per: month}").map(quota -> {
            quota.only("calls", "per");
            return new Quota(
                    quota.required("calls", "how many requests, such as 300")
                            .flatMap(value -> value.integer(1, 100_000_000))
                            .orElse(1),
                    quota.required("per", "hour, day or month")
                            .flatMap(value -> value.oneOf(Quota.Period.class))
                            .orElse(Quota.Period.MONTH));
        });
    }

    private static Optional<String> at(YamlMap map) {
        return map.scalar("at").flatMap(PageUrl::of).map(text -> text.replaceFirst("/+$", ""));
    }

    private static Duration every(Optional<YamlMap> map, Duration usual) {
        return map.flatMap(one -> one.scalar("every"))
                .flatMap(value -> value.duration(SHORTEST, LONGEST))
                .orElse(usual);
    }
}
