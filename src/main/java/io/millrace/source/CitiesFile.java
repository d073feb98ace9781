package io.millrace.source;

import io.millrace.config.Faults;
import io.millrace.config.Place;
import io.millrace.config.Scalar;
import io.millrace.config.YamlMap;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the key {@code cities} of a source file. */
record CitiesFile(Faults faults) {
    private static final String EXPECTED =
            "a list such as [{city: berlin, page: \"https://en.wikipedia.org/wiki/Berlin\"}]";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Pattern ICAO = Pattern.compile("[A-Z][A-Z0-9]{3}");
    private static final Pattern REGION = Pattern.compile("[A-Z0-9]{1,3}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    List<City> read(YamlMap root) {
        var cities = new ArrayList<City>();
        var places = new HashMap<String, Place>();
        var before = faults.count();
        root.list("cities", EXPECTED)
                .ifPresent(list -> list.maps(EXPECTED).forEach(map -> {
                    var city = city(map);
                    var first = city.name().isEmpty() ? null : places.putIfAbsent(city.name(), map.place("city"));
                    if (first != null) {
                        faults.add(
                                map.place("city"),
                                "found \"" + city.name() + "\" a second time, first in " + first + ": remove one");
                    }
                    cities.add(city);
                }));
        if (cities.isEmpty() && faults.count() == before) {
            faults.add(root.place("cities"), "is empty, expected " + EXPECTED);
        }
        return cities;
    }

    private City city(YamlMap map) {
        map.only("city", "page", "latitude", "longitude", "time-zone", "country", "region", "airports");
        var name = map.required("city", "a name such as berlin")
                .flatMap(value -> value.text(NAME, "a name of lower-case letters, digits, hyphens and underscores"));
        var page = map.scalar("page").flatMap(PageUrl::of);
        var latitude = degrees(map, "latitude", 90);
        var longitude = degrees(map, "longitude", 180);
        if (map.keys().contains("latitude") != map.keys().contains("longitude")) {
            faults.add(map.place(), "has one of latitude and longitude, expected both or none");
        }
        if (!map.keys().contains("page") && !map.keys().contains("latitude")) {
            map.require("page", "the address of its article, or latitude and longitude instead");
        }
        return new City(
                name.orElse(""),
                page.orElse(null),
                latitude,
                longitude,
                map.scalar("time-zone").flatMap(CitiesFile::zone).orElse(null),
                map.scalar("country").flatMap(CitiesFile::country).orElse(null),
                map.scalar("region")
                        .flatMap(value -> value.text(REGION, "an ISO 3166-2 code without its country, such as BE"))
                        .orElse(null),
                airports(map),
                map.place().toString());
    }

    private static Double degrees(YamlMap map, String key, int most) {
        return map.scalar(key)
                .flatMap(value -> value.decimal()
                        .filter(number -> number.abs().compareTo(BigDecimal.valueOf(most)) <= 0
                                || value.unexpected("degrees from -" + most + " to " + most)
                                        .isPresent()))
                .map(BigDecimal::doubleValue)
                .orElse(null);
    }

    private static Optional<String> zone(Scalar value) {
        var text = value.raw().strip();
        return text.contains("/") && ZoneId.getAvailableZoneIds().contains(text)
                ? Optional.of(text)
                : value.unexpected("an IANA time zone such as Europe/Berlin");
    }

    private static Optional<String> country(Scalar value) {
        var text = value.raw().strip();
        return COUNTRIES.contains(text) ? Optional.of(text) : value.unexpected("an ISO 3166-1 code such as DE");
    }

    private static List<String> airports(YamlMap map) {
        return map
                .list("airports", "a list of ICAO codes such as [EDDB]")
                .map(list -> list.scalars("an ICAO code such as EDDB"))
                .stream()
                .flatMap(List::stream)
                .flatMap(value -> value.text(ICAO, "an ICAO code such as EDDB, four capital letters").stream())
                .distinct()
                .toList();
    }
}
