package io.millrace.local.providers;

import io.millrace.local.Draw;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which aircraft land at an airport on a day: a function of seed, airport and day. The same numbers come back daily. */
record Timetable(long seed) {
    /** How busy the hours of the airport's clock are; the last is the one before midnight. */
    private static final double[] BUSY = {
        .05, .02, .02, .02, .1, .4, .8, 1.2, 1.3, 1.1, 1, 1, .9, .9, 1, 1.1, 1.2, 1.3, 1.3, 1.2, 1.1, 1, .8, .4
    };

    private static final int NIGHT_ENDS = 5;
    private static final int STEP_MINUTES = 5;
    private static final double FLIES = 0.92;
    private static final double CANCELED = 0.02;
    private static final double DIVERTED = 0.004;
    private static final double FOLLOWED = 0.95;
    private static final double TWIN = 0.03;
    private static final int FIRST_NUMBER = 100;
    private static final int NUMBERS = 8_000;
    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /** In the order of the plan, which is the airport's clock's. */
    List<Arrival> of(DemoAirport airport, LocalDate day) {
        var arrivals = new ArrayList<Arrival>();
        for (var slot = 0; slot < airport.arrivals(); slot++) {
            // The plan is each weekday's own; that a flight is there on this day is chance.
            var weekly = airport.icao() + " " + slot + " " + day.getDayOfWeek();
            if (draw("flies", weekly, 0) < FLIES) {
                arrivals.add(arrival(airport, slot, day));
            }
        }
        return arrivals;
    }

    private Arrival arrival(DemoAirport airport, int slot, LocalDate day) {
        var daily = airport.icao() + " " + slot;
        var name = daily + " " + day;
        var airline = Airline.of(pick(airport.airlines(), "airline", daily));
        var origins = airline.from().stream()
                .filter(from -> !from.equals(airport.iata()))
                .toList();
        var origin = Origin.of(pick(origins, "origin", daily));
        var number = FIRST_NUMBER + (int) (NUMBERS * draw("number", daily, 0));
        var scheduled = day.atTime(time(airport, slot)).atZone(airport.zone()).toInstant();
        return new Arrival(
                name,
                airline,
                number,
                codeshares(airline, daily, number),
                draw("twin", daily, 0) < TWIN ? airline.iata() + " " + (number + 1) : null,
                origin,
                pick(airline.aircraft(), "model", daily),
                registration(origin.country(), name),
                String.format(Locale.ROOT, "%06X", (int) (0xFFFFFF * draw("mode-s", name, 0))),
                pick(airport.terminals(), "terminal", airport.icao() + " " + airline.iata()),
                scheduled,
                flying(airport, origin, daily),
                late(name),
                draw("canceled", name, 0) < CANCELED,
                draw("diverted", name, 0) < DIVERTED,
                draw("followed", name, 0) < FOLLOWED);
    }

    private LocalTime time(DemoAirport airport, int slot) {
        var first = airport.closesAtNight() ? NIGHT_ENDS : 0;
        var all = 0.0;
        for (var hour = first; hour < BUSY.length; hour++) {
            all += BUSY[hour];
        }
        var left = all * (slot + draw("time", airport.icao(), slot)) / airport.arrivals();
        var hour = first;
        while (left >= BUSY[hour] && hour < BUSY.length - 1) {
            left -= BUSY[hour++];
        }
        var minute = (int) (60 * Math.min(0.99, left / BUSY[hour]));
        return LocalTime.of(hour, minute / STEP_MINUTES * STEP_MINUTES);
    }

    private List<String> codeshares(Airline airline, String daily, int number) {
        return airline.partners().stream()
                .filter(partner -> draw("codeshare " + partner, daily, 0) < 0.3)
                .map(partner -> partner + " " + (FIRST_NUMBER + (number * 7 + partner.hashCode()) % 900 + 900))
                .toList();
    }

    private Duration flying(DemoAirport airport, Origin origin, String daily) {
        var hours = origin.region().equals(airport.continent())
                ? 1.2 + 2 * draw("far", daily, 0)
                : 7 + 4 * draw("far", daily, 0);
        return Duration.ofMinutes(Math.round(60 * hours));
    }

    /** Most are on time, some are early, few are very late. */
    private Duration late(String name) {
        var luck = draw("luck", name, 0);
        var much = draw("late", name, 0);
        var minutes = luck < 0.7 ? -12 + 24 * much : luck < 0.92 ? 12 + 35 * much : 45 + 130 * much;
        return Duration.ofMinutes(Math.round(minutes));
    }

    private String registration(String country, String name) {
        var letters = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            letters.append(LETTERS.charAt((int) (LETTERS.length() * draw("registration", name, i))));
        }
        return country.charAt(0) + "-" + letters;
    }

    private String pick(List<String> from, String what, String of) {
        return from.get((int) (from.size() * draw(what, of, 0)));
    }

    private double draw(String what, String of, long n) {
        return Draw.of(seed, what + " " + of, n);
    }

    /** Whatever lands, or was to land, in that time as far as is known now; the order of their expected times. */
    List<Arrival> between(DemoAirport airport, Instant from, Instant to, Instant now) {
        var first = LocalDate.ofInstant(from, airport.zone()).minusDays(1);
        var last = LocalDate.ofInstant(to, airport.zone()).plusDays(1);
        return first.datesUntil(last)
                .flatMap(day -> of(airport, day).stream())
                .filter(arrival -> !arrival.expected(now).isBefore(from)
                        && arrival.expected(now).isBefore(to))
                .sorted(Comparator.comparing((Arrival arrival) -> arrival.expected(now))
                        .thenComparing(Arrival::day))
                .toList();
    }
}
