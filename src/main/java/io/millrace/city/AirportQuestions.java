package io.millrace.city;

import io.millrace.signal.AeroDataBox;
import io.millrace.signal.Place;
import io.millrace.signal.SignalReading;
import io.millrace.signal.SignalReading.Outcome;
import io.millrace.signal.SignalRow;
import io.millrace.source.City;
import io.millrace.source.Provider;
import io.millrace.source.Signals;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which airports bring people to a city, and by which clocks they go: the declared ones, or those nearby. */
record AirportQuestions(City city, Whereabouts place, Provider provider, Signals.Nearby nearby) {
    private static final String CODES = "airports";
    private static final String ZONES = "zones";
    /** Airports hardly change. */
    private static final Duration EVERY = Duration.ofDays(30);

    /** Those to be asked, due or not. */
    List<Question> all(CallMemory memory, String source) {
        var questions = new ArrayList<Question>();
        if (city.airports().isEmpty()) {
            questions.add(new Search());
        }
        for (var code : codes(memory, source)) {
            if (!zones(memory, source).containsKey(code)) {
                questions.add(new One(code));
            }
        }
        return questions;
    }

    /** ICAO code to clock, of those whose clock is known. */
    Map<String, ZoneId> known(CallMemory memory, String source) {
        var known = new LinkedHashMap<String, ZoneId>();
        var zones = zones(memory, source);
        for (var code : codes(memory, source)) {
            var zone = zones.containsKey(code)
                    ? zones.get(code)
                    : memory.before(source, new One(code).address()).known().get(Whereabouts.ZONE);
            if (zone != null) {
                known.put(code, ZoneId.of(zone.toString()));
            }
        }
        return known;
    }

    private Set<String> codes(CallMemory memory, String source) {
        if (!city.airports().isEmpty()) {
            return new LinkedHashSet<>(city.airports());
        }
        var found = new LinkedHashSet<String>();
        if (memory.before(source, new Search().address()).known().get(CODES) instanceof List<?> codes) {
            codes.forEach(code -> found.add(code.toString()));
        }
        return found;
    }

    private Map<String, Object> zones(CallMemory memory, String source) {
        var zones = new LinkedHashMap<String, Object>();
        if (city.airports().isEmpty()
                && memory.before(source, new Search().address()).known().get(ZONES) instanceof Map<?, ?> known) {
            known.forEach((code, zone) -> zones.put(code.toString(), zone));
        }
        return zones;
    }

    private Place centre() {
        return new Place(place.latitude(), place.longitude());
    }

    private static Object value(List<SignalRow> rows, int n, String column) {
        return rows.get(n).payload().get(column);
    }

    /** Which airports are near. */
    private final class Search implements Question {
        @Override
        public String id() {
            return "airports " + city.name();
        }

        @Override
        public Provider provider() {
            return provider.every(EVERY);
        }

        @Override
        public String address() {
            return AeroDataBox.airportsNear(
                    provider.at(), place.latitude(), place.longitude(), nearby.withinKm(), nearby.most());
        }

        @Override
        public Found read(Answered answered) {
            var reading = AeroDataBox.readAirports(answered.body(), answered.status(), city.name(), centre());
            var codes = new ArrayList<String>();
            var zones = new LinkedHashMap<String, Object>();
            for (var n = 0; n < reading.rows().size(); n++) {
                if (reading.rows().get(n).dataset().equals("airports")) {
                    var code = (String) value(reading.rows(), n, "airport");
                    codes.add(code);
                    if (value(reading.rows(), n, Whereabouts.ZONE) != null) {
                        zones.put(code, value(reading.rows(), n, Whereabouts.ZONE));
                    }
                }
            }
            return new Found(reading, Map.of(CODES, codes, ZONES, zones));
        }
    }

    /** What is known of one. */
    private final class One implements Question {
        private final String code;

        One(String code) {
            this.code = code;
        }

        @Override
        public String id() {
            return "airport " + code + " of " + city.name();
        }

        @Override
        public Provider provider() {
            return provider.every(EVERY);
        }

        @Override
        public String address() {
            // Each city has a row of its own for an airport that it shares; no fragment is sent.
            return AeroDataBox.airport(provider.at(), code) + "#" + city.name();
        }

        @Override
        public Found read(Answered answered) {
            var reading = AeroDataBox.readAirport(answered.body(), answered.status(), city.name(), centre());
            if (reading.outcome() != Outcome.READ) {
                return new Found(reading);
            }
            var zone = value(reading.rows(), 0, Whereabouts.ZONE);
            return zone == null
                    ? new Found(SignalReading.without(
                            Outcome.REFUSED,
                            "airport " + code + " without a time zone: leave it out of the city's airports"))
                    : new Found(reading, Map.of(Whereabouts.ZONE, zone));
        }
    }
}
