package io.millrace.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    private final Timetable timetable = new Timetable(7);

    @Test
    void aDayIsTheSameWheneverItIsAskedFor() {
        for (var airport : DemoAirport.all()) {
            assertEquals(timetable.of(airport, MONDAY), new Timetable(7).of(airport, MONDAY));
        }
    }

    @Test
    void theSameNumbersComeBackAWeekLater() {
        for (var airport : DemoAirport.all()) {
            assertEquals(numbers(airport, MONDAY), numbers(airport, MONDAY.plusDays(7)));
        }
    }

    @Test
    void nothingIsToLandAtNightWhereTheAirportIsClosed() {
        for (var airport : DemoAirport.all()) {
            var atNight = timetable.of(airport, MONDAY).stream()
                    .filter(arrival ->
                            arrival.scheduled().atZone(airport.zone()).getHour() < 5)
                    .count();
            assertTrue(!airport.closesAtNight() || atNight == 0, airport.icao() + ": " + atNight);
        }
    }

    @Test
    void manyFlightsCarryPartnersNumbersAndSomeATwin() {
        var all = everything();
        var shared =
                all.stream().filter(arrival -> !arrival.codeshares().isEmpty()).count();
        var twins = all.stream().filter(arrival -> arrival.twin() != null).count();
        assertTrue(shared > all.size() / 10, shared + " of " + all.size());
        assertTrue(twins > 0 && twins < all.size() / 10, twins + " of " + all.size());
        assertTrue(all.stream().anyMatch(arrival -> arrival.airline().isCargo()));
        assertTrue(all.stream().anyMatch(Arrival::isCanceled));
    }

    @Test
    void aDelayIsToldOfBitByBit() {
        var late = everything().stream()
                .filter(arrival -> arrival.late().toMinutes() > 60 && arrival.isLive())
                .filter(arrival -> !arrival.isCanceled() && !arrival.isDiverted())
                .findFirst()
                .orElseThrow();
        var steps = new TreeSet<Instant>();
        Instant before = null;
        for (var at = late.scheduled().minus(Duration.ofHours(3));
                at.isBefore(late.scheduled().plus(late.late()));
                at = at.plusSeconds(300)) {
            var now = late.revised(at);
            assertTrue(before == null || !now.isBefore(before), "an earlier arrival at " + at);
            before = now;
            steps.add(now);
        }
        assertTrue(steps.size() > 5, () -> "told in " + steps.size() + " steps");
        assertEquals(
                late.scheduled().plus(late.late()),
                late.revised(late.scheduled().plus(late.late())));
    }

    @Test
    void aFlightGoesThroughItsStatesByTheClock() {
        var arrival = everything().stream()
                .filter(one -> one.isLive() && !one.isCanceled() && !one.isDiverted())
                .filter(one -> one.late().abs().toMinutes() < 10)
                .findFirst()
                .orElseThrow();
        var states = new ArrayList<String>();
        for (var at = arrival.scheduled().minus(Duration.ofHours(14));
                at.isBefore(arrival.scheduled().plus(Duration.ofHours(1)));
                at = at.plusSeconds(60)) {
            var status = arrival.status(at);
            if (states.isEmpty() || !states.get(states.size() - 1).equals(status)) {
                states.add(status);
            }
        }
        assertEquals(List.of("Expected", "Departed", "EnRoute", "Approaching", "Arrived"), states);
    }

    @Test
    void aLateFlightMovesToALaterWindow() {
        var berlin = DemoAirport.named("EDDB").orElseThrow();
        var late = timetable.of(berlin, MONDAY).stream()
                .filter(arrival -> arrival.late().toMinutes() > 45 && arrival.isLive() && !arrival.isCanceled())
                .findFirst()
                .orElseThrow();
        var from = late.scheduled().minusSeconds(60);
        var to = late.scheduled().plusSeconds(60);
        var after = late.scheduled().plus(late.late()).plusSeconds(60);
        assertTrue(
                timetable.between(berlin, from, to, from.minusSeconds(86_400)).contains(late));
        assertTrue(timetable.between(berlin, to, after, after).contains(late));
        assertTrue(!timetable.between(berlin, from, to, after).contains(late));
    }

    private List<Arrival> everything() {
        return DemoAirport.all().stream()
                .flatMap(airport -> timetable.of(airport, MONDAY).stream())
                .toList();
    }

    private List<String> numbers(DemoAirport airport, LocalDate day) {
        return timetable.of(airport, day).stream()
                .map(arrival -> arrival.airline().iata() + " " + arrival.number())
                .toList();
    }
}
