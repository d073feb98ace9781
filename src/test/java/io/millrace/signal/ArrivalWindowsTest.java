package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalWindowsTest {
    @Test
    void aDayHasTwoWindows() {
        var windows = day("Europe/Berlin", "2026-11-22");
        assertEquals(
                List.of("2026-11-22T00:00", "2026-11-22T12:00"),
                windows.stream().map(window -> window.fromLocal().toString()).toList());
        assertEquals(Instant.parse("2026-11-21T23:00:00Z"), windows.get(0).fromUtc());
        assertEquals("EDDB@2026-11-21T23:00:00Z", windows.get(0).id());
    }

    @Test
    void theSameWindowsComeAgainWheneverTheyAreAskedFor() {
        var zone = ZoneId.of("Asia/Kathmandu");
        var now = Instant.parse("2026-11-22T10:17:03Z");
        var windows = ArrivalWindows.covering("VNKT", zone, now, now.plus(Duration.ofDays(1)));
        var later = ArrivalWindows.covering("VNKT", zone, now.plusSeconds(3000), now.plus(Duration.ofDays(1)));
        assertEquals(windows, later);
        assertEquals(Instant.parse("2026-11-22T06:15:00Z"), windows.get(0).fromUtc());
    }

    /** The days on which clocks are changed, and where it is midnight itself that is skipped or comes twice. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 2, 23:00",
        "Europe/Berlin, 2026-10-25, 3, 25:00",
        "America/New_York, 2026-03-08, 2, 23:00",
        "America/New_York, 2026-11-01, 3, 25:00",
        "Australia/Lord_Howe, 2026-04-05, 3, 24:30",
        "Australia/Lord_Howe, 2026-10-04, 2, 23:30",
        "Africa/Cairo, 2026-04-24, 2, 23:00",
        "Africa/Cairo, 2026-10-29, 3, 25:00",
        "America/Havana, 2026-03-08, 2, 23:00",
        "Asia/Kathmandu, 2026-03-29, 2, 24:00"
    })
    void onADayOfAnyLengthEachMomentIsCoveredOnce(String zone, String date, int windows, String length) {
        var all = day(zone, date);
        assertEquals(windows, all.size());
        var hours =
                Duration.between(all.get(0).fromUtc(), all.get(all.size() - 1).toUtc());
        assertEquals(length, "%d:%02d".formatted(hours.toHours(), hours.toMinutesPart()));
        assertFollowEachOther(all);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "Asia/Kathmandu",
        "America/Havana",
        "America/Sao_Paulo",
        "Atlantic/Azores",
        "Asia/Beirut",
        "Asia/Gaza",
        "America/Asuncion"
    })
    void overYearsNoMomentIsLeftOutAndNoneCoveredTwice(String name) {
        var zone = ZoneId.of(name);
        var from = Instant.parse("2009-12-25T00:00:00Z");
        var to = Instant.parse("2027-12-31T00:00:00Z");
        var windows = ArrivalWindows.covering("XXXX", zone, from, to);
        assertTrue(!windows.get(0).fromUtc().isAfter(from));
        assertTrue(!windows.get(windows.size() - 1).toUtc().isBefore(to));
        assertFollowEachOther(windows);
    }

    private static void assertFollowEachOther(List<ArrivalWindow> windows) {
        for (var i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            assertShownOnce(window.fromLocal(), window.zone());
            assertShownOnce(window.toLocal(), window.zone());
            assertTrue(Duration.between(window.fromLocal(), window.toLocal()).toHours() <= 12, window.toString());
            if (i > 0) {
                assertEquals(windows.get(i - 1).toUtc(), window.fromUtc());
                assertEquals(windows.get(i - 1).toLocal(), window.fromLocal());
            }
        }
    }

    private static void assertShownOnce(LocalDateTime time, ZoneId zone) {
        assertEquals(1, zone.getRules().getValidOffsets(time).size(), time + " in " + zone);
    }

    private static List<ArrivalWindow> day(String name, String date) {
        var zone = ZoneId.of(name);
        var day = LocalDate.parse(date);
        return ArrivalWindows.covering(
                "EDDB",
                zone,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
