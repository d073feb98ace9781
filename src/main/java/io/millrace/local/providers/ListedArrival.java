package io.millrace.local.providers;

import static io.millrace.local.providers.Reply.object;

import io.millrace.local.Draw;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An arrival as an airport's board has it: an entry for each number, with what a provider leaves out left out. */
record ListedArrival(Arrival arrival, DemoAirport airport, Instant now) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'");
    private static final Duration ASSIGNED = Duration.ofHours(20);
    private static final double NO_CODES = 0.03;
    private static final double NO_ORIGIN = 0.016;
    private static final double NO_AIRCRAFT = 0.05;

    List<Map<String, Object>> entries(Asked asked) {
        var isOff = List.of("Canceled", "CanceledUncertain", "Diverted").contains(arrival.status(now));
        if (isOff && asked.of("withCancelled").equals("false")
                || arrival.airline().isCargo() && asked.of("withCargo").equals("false")) {
            return List.of();
        }
        var own = arrival.airline();
        var entries = new ArrayList<Map<String, Object>>();
        var isShared = !arrival.codeshares().isEmpty();
        entries.add(entry(own, own.iata() + " " + arrival.number(), isShared ? "IsOperator" : "Unknown"));
        if (arrival.twin() != null) {
            entries.add(entry(own, arrival.twin(), "Unknown"));
        }
        if (!asked.of("withCodeshared").equals("false")) {
            for (var number : arrival.codeshares()) {
                entries.add(entry(Airline.of(number.substring(0, 2)), number, "IsCodeshared"));
            }
        }
        return entries;
    }

    private Map<String, Object> entry(Airline airline, String number, String codeshare) {
        var entry = object(
                "movement", movement(),
                "number", number,
                "status", arrival.status(now),
                "codeshareStatus", codeshare,
                "isCargo", arrival.airline().isCargo());
        var aircraft = aircraft();
        if (!aircraft.isEmpty()) {
            entry.put("aircraft", aircraft);
        }
        entry.put(
                "airline",
                lacks("codes", NO_CODES)
                        ? object("name", airline.name())
                        : object("name", airline.name(), "iata", airline.iata(), "icao", airline.icao()));
        return entry;
    }

    private Map<String, Object> movement() {
        var origin = arrival.origin();
        var movement = object(
                "airport",
                lacks("origin", NO_ORIGIN)
                        ? object("name", "Unknown")
                        : object(
                                "icao", origin.icao(),
                                "iata", origin.iata(),
                                "name", origin.name(),
                                "countryCode", origin.country(),
                                "timeZone", origin.zone()),
                "scheduledTime",
                time(arrival.scheduled()));
        var revised = arrival.revised(now);
        if (revised != null) {
            movement.put("revisedTime", time(revised));
        }
        var landed = arrival.landed(now);
        if (landed != null) {
            movement.put("runwayTime", time(landed));
        }
        movement.put("terminal", arrival.terminal());
        movement.put("quality", revised == null ? List.of("Basic") : List.of("Basic", "Live"));
        return movement;
    }

    /** Which aircraft it is becomes known on its day; its model is planned. */
    private Map<String, Object> aircraft() {
        if (lacks("aircraft", NO_AIRCRAFT)) {
            return object();
        }
        return now.isBefore(arrival.scheduled().minus(ASSIGNED))
                ? object("model", arrival.model())
                : object("reg", arrival.registration(), "modeS", arrival.modeS(), "model", arrival.model());
    }

    private Map<String, Object> time(Instant moment) {
        return object("utc", at(moment, ZoneOffset.UTC, UTC), "local", at(moment, airport.zone(), LOCAL));
    }

    private static String at(Instant moment, ZoneId zone, DateTimeFormatter format) {
        return format.format(moment.atZone(zone));
    }

    private boolean lacks(String what, double share) {
        return Draw.of(0, "without " + what + " " + arrival.day(), 0) < share;
    }
}
