package io.millrace.local.providers;

import static io.millrace.local.providers.Reply.object;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Airports and arrivals as AeroDataBox answers of them; departures are never listed. */
final class AeroDataBoxApi {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Pattern AIRPORT = Pattern.compile("/airports/icao/([^/]+)");
    private static final Pattern ARRIVALS = Pattern.compile("/flights/airports/icao/([^/]+)/([^/]+)/([^/]+)");
    private static final double FEET = 3.28084;

    private final Timetable timetable;
    private final Clock clock;
    private final String key;

    AeroDataBoxApi(Timetable timetable, Clock clock, String key) {
        this.timetable = timetable;
        this.clock = clock;
        this.key = key;
    }

    Reply answer(Asked asked) {
        if (!key.equals(asked.key())) {
            return error(401, "Missing or invalid API key");
        }
        if (asked.path().equals("/airports/search/location")) {
            return near(asked);
        }
        var airport = AIRPORT.matcher(asked.path());
        if (airport.matches()) {
            return DemoAirport.named(airport.group(1))
                    .map(AeroDataBoxApi::whole)
                    .orElseGet(() -> error(404, "Airport " + airport.group(1) + " is not found"));
        }
        var arrivals = ARRIVALS.matcher(asked.path());
        return arrivals.matches()
                ? DemoAirport.named(arrivals.group(1))
                        .map(one -> arrivals(one, arrivals.group(2), arrivals.group(3), asked))
                        .orElseGet(() -> error(404, "Airport " + arrivals.group(1) + " is not found"))
                : error(404, "there is no such endpoint");
    }

    private static Reply near(Asked asked) {
        var latitude = asked.numbers("lat");
        var longitude = asked.numbers("lon");
        var radius = asked.numbers("radiusKm");
        var limit = asked.numbers("limit");
        if (latitude.size() != 1 || longitude.size() != 1 || radius.size() != 1 || limit.size() != 1) {
            return error(400, "lat, lon, radiusKm and limit are required");
        }
        var found = DemoAirport.all().stream()
                .filter(airport -> away(airport, latitude.get(0), longitude.get(0)) <= radius.get(0))
                .sorted(Comparator.comparingDouble(airport -> away(airport, latitude.get(0), longitude.get(0))))
                .limit(limit.get(0).longValue())
                .map(AeroDataBoxApi::listed)
                .toList();
        var centre = object("lat", latitude.get(0), "lon", longitude.get(0));
        return Reply.json(200, object("searchBy", centre, "count", found.size(), "items", found));
    }

    private static double away(DemoAirport airport, double latitude, double longitude) {
        return DemoCity.km(latitude, longitude, airport.latitude(), airport.longitude());
    }

    private static Map<String, Object> listed(DemoAirport airport) {
        return object(
                "icao", airport.icao(),
                "iata", airport.iata(),
                "name", airport.name(),
                "shortName", airport.municipality(),
                "municipalityName", airport.municipality(),
                "location", object("lat", airport.latitude(), "lon", airport.longitude()),
                "countryCode", airport.country(),
                "timeZone", airport.zone().getId());
    }

    private static Reply whole(DemoAirport airport) {
        var metres = airport.elevation();
        return Reply.json(
                200,
                object(
                        "icao", airport.icao(),
                        "iata", airport.iata(),
                        "shortName", airport.municipality(),
                        "fullName", airport.name(),
                        "municipalityName", airport.municipality(),
                        "location", object("lat", airport.latitude(), "lon", airport.longitude()),
                        "elevation",
                                object(
                                        "meter", metres,
                                        "km", metres / 1000,
                                        "mile", Skies.round(metres / 1609.344, 4),
                                        "nm", Skies.round(metres / 1852, 4),
                                        "feet", Skies.round(metres * FEET, 2)),
                        "country", object("code", airport.country(), "name", airport.countryName()),
                        "continent", object("code", airport.continent()),
                        "timeZone", airport.zone().getId(),
                        "urls", object()));
    }

    private Reply arrivals(DemoAirport airport, String fromLocal, String toLocal, Asked asked) {
        var from = time(fromLocal);
        var to = time(toLocal);
        if (from.isEmpty() || to.isEmpty()) {
            return error(400, "fromLocal and toLocal must be local times, format: YYYY-MM-DDTHH:mm");
        }
        var length = Duration.between(from.get(), to.get());
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            return error(400, "toLocal must be more than fromLocal by no more than 12 hours");
        }
        if (!asked.of("direction").equals("Arrival") || asked.of("withLeg").equals("true")) {
            return error(400, "this stand-in answers with direction=Arrival and withLeg=false alone");
        }
        var now = clock.instant();
        var flights = timetable
                .between(
                        airport,
                        from.get().atZone(airport.zone()).toInstant(),
                        to.get().atZone(airport.zone()).toInstant(),
                        now)
                .stream()
                .flatMap(arrival -> new ListedArrival(arrival, airport, now).entries(asked).stream())
                .toList();
        return flights.isEmpty() ? Reply.none() : Reply.json(200, object("arrivals", flights));
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, object("message", message));
    }
}
