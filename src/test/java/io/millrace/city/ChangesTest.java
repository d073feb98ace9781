package io.millrace.city;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.signal.SignalRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(3600);

    private static SignalRow weather(String hour, double degrees) {
        return new SignalRow(
                "weather",
                List.of("berlin", "open-meteo", hour),
                Map.of("city", "berlin", "valid_at", hour, "temperature_c", degrees));
    }

    private static SignalRow flight(String number, String status) {
        return new SignalRow("flights", List.of("EDDB", number), Map.of("flight", number, "status", status));
    }

    private static Changes changes(Map<String, String> before, Instant at, SignalRow... rows) {
        return Changes.of(List.of(rows), before, Map.of("weather", 1, "flights", 1), "cities", Map.of(), at);
    }

    @Test
    void everythingIsNewAtFirst() {
        var changes = changes(Map.of(), FIRST, weather("11", 4), weather("12", 5));
        assertEquals(2, changes.observations().size());
        assertEquals(
                "2026-11-22T10:00:00Z", changes.observations().get(0).payload().get("issued_at"));
    }

    @Test
    void theSameForecastIsNoNewIssue() {
        var before =
                changes(Map.of(), FIRST, weather("11", 4), weather("12", 5)).rows();
        assertEquals(
                List.of(),
                changes(before, LATER, weather("11", 4), weather("12", 5)).observations());
    }

    @Test
    void aForecastOfWhichOneHourChangedIsANewIssueAsAWhole() {
        var before =
                changes(Map.of(), FIRST, weather("11", 4), weather("12", 5)).rows();
        var changes = changes(before, LATER, weather("11", 4), weather("12", 6));
        assertEquals(
                List.of(LATER.toString(), LATER.toString()),
                changes.observations().stream()
                        .map(observation -> observation.payload().get("issued_at"))
                        .toList());
    }

    @Test
    void ofFlightsOnlyThoseInANewStateAreNews() {
        var before = changes(Map.of(), FIRST, flight("LH 1", "Expected"), flight("LH 2", "Expected"))
                .rows();
        var changes = changes(before, LATER, flight("LH 1", "Arrived"), flight("LH 2", "Expected"));
        assertEquals(1, changes.observations().size());
        assertEquals("Arrived", changes.observations().get(0).payload().get("status"));
        assertEquals(LATER, changes.observations().get(0).observedAt());
    }

    @Test
    void aStateThatComesBackIsNewsAgain() {
        var first = changes(Map.of(), FIRST, flight("LH 1", "Expected")).rows();
        var second = changes(first, LATER, flight("LH 1", "Delayed")).rows();
        assertEquals(
                1,
                changes(second, LATER, flight("LH 1", "Expected"))
                        .observations()
                        .size());
    }
}
