package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {
    private static QuietHours hours(String text) {
        return QuietHours.of(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00 Europe/Berlin, 2026-11-22T20:59:59Z, false",
        "22:00-07:00 Europe/Berlin, 2026-11-22T21:00:00Z, true",
        "22:00-07:00 Europe/Berlin, 2026-11-23T05:59:59Z, true",
        "22:00-07:00 Europe/Berlin, 2026-11-23T06:00:00Z, false",
        // In summer the same clocks are an hour earlier.
        "22:00-07:00 Europe/Berlin, 2026-07-22T20:00:00Z, true",
        "12:00 - 13:30 UTC, 2026-11-22T13:29:00Z, true",
        "12:00 - 13:30 UTC, 2026-11-22T13:30:00Z, false",
        "12:00 - 13:30 UTC, 2026-11-22T11:59:00Z, false"
    })
    void theyAreThoseOfTheZonesClocks(String text, Instant at, boolean isQuiet) {
        assertEquals(isQuiet, hours(text).hold(at));
    }

    @ParameterizedTest
    @CsvSource({
        // While they last, nothing is late.
        "2026-11-22T20:00:00Z, 2026-11-23T03:00:00Z, 2026-11-23T03:00:00Z",
        "2026-11-22T20:00:00Z, 2026-11-23T06:20:00Z, 2026-11-23T06:00:00Z",
        "2026-11-23T06:10:00Z, 2026-11-23T06:20:00Z, 2026-11-23T06:10:00Z",
        "2026-11-22T12:00:00Z, 2026-11-22T20:00:00Z, 2026-11-22T12:00:00Z"
    })
    void whatWaitsIsLateFromTheirEndOn(Instant since, Instant now, Instant from) {
        assertEquals(from, hours("22:00-07:00 Europe/Berlin").waitsSince(since, now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"22:00-07:00", "22-7 UTC", "25:00-07:00 UTC", "07:00-07:00 UTC", "22:00-07:00 Nowhere/City", ""})
    void whatIsNoneIsRefused(String text) {
        assertTrue(QuietHours.of(text).isEmpty(), text);
    }

    @Test
    void aNightWithoutAnHourEndsWhenItsClocksSaySo() {
        // Clocks go from 2 to 3 in that night.
        var hours = hours("22:00-02:30 Europe/Berlin");
        assertEquals(
                Instant.parse("2026-03-29T01:30:00Z"),
                hours.waitsSince(Instant.parse("2026-03-28T22:00:00Z"), Instant.parse("2026-03-29T08:00:00Z")));
    }
}
