package io.millrace.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.signal.WindowPlan.Budget;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, ZoneId> BERLIN = Map.of("EDDB", ZoneId.of("Europe/Berlin"));
    private static final Map<String, ZoneId> FIVE = new TreeMap<>(Map.of(
            "EDDB", ZoneId.of("Europe/Berlin"),
            "KJFK", ZoneId.of("America/New_York"),
            "LEBL", ZoneId.of("Europe/Madrid"),
            "VNKT", ZoneId.of("Asia/Kathmandu"),
            "YSSY", ZoneId.of("Australia/Sydney")));

    @ParameterizedTest
    @CsvSource({
        "300, 30, 0, 10",
        "291, 30, 9, 1",
        "291, 31, 0, 9",
        "10, 1, 0, 10",
        "3, 1, 200, 3",
        "0, 5, 0, 0",
        "4, 10, 0, 1",
        "3, 10, 1, 0"
    })
    void theQuotaIsSpreadEvenlyOverTheDaysLeft(int left, int days, int asked, int today) {
        assertEquals(today, new Budget(left, days, asked).today());
    }

    @Test
    void aBudgetWithoutADayIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Budget(1, 0, 0));
    }

    @Test
    void windowsThatWereNeverAnsweredComeFirstTheSoonestBeforeAll() {
        assertEquals(
                List.of("2026-11-21T23:00:00Z", "2026-11-22T11:00:00Z", "2026-11-22T23:00:00Z"),
                starts(WindowPlan.USUAL.next(NOW, new Budget(30, 10, 0), BERLIN, Map.of())));
    }

    @Test
    void whatIsLeftRefreshesWindowsUnderWayTheOldestAnswerFirst() {
        var airports = new TreeMap<>(Map.of("EDDB", ZoneId.of("Europe/Berlin"), "EDDM", ZoneId.of("Europe/Berlin")));
        var answered = new HashMap<String, Instant>();
        for (var window : WindowPlan.USUAL.next(NOW, new Budget(100, 1, 0), airports, Map.of())) {
            answered.put(window.id(), NOW.minusSeconds(window.airport().equals("EDDM") ? 30_000 : 20_000));
        }
        var again = WindowPlan.USUAL.next(NOW, new Budget(100, 1, 0), airports, answered);
        assertEquals(
                List.of("EDDM", "EDDB"),
                again.stream().map(ArrivalWindow::airport).toList());
        assertEquals(List.of("2026-11-21T23:00:00Z", "2026-11-21T23:00:00Z"), starts(again));
    }

    @Test
    void aFreshAnswerIsNotAskedForAgain() {
        var answered = new HashMap<String, Instant>();
        WindowPlan.USUAL
                .next(NOW, new Budget(100, 1, 0), BERLIN, Map.of())
                .forEach(window -> answered.put(window.id(), NOW.minusSeconds(600)));
        assertEquals(List.of(), WindowPlan.USUAL.next(NOW, new Budget(100, 1, 0), BERLIN, answered));
    }

    @Test
    void aWindowThatIsOverIsNotAskedFor() {
        var windows =
                WindowPlan.USUAL.next(Instant.parse("2026-11-22T11:00:00Z"), new Budget(9, 1, 0), BERLIN, Map.of());
        assertEquals("2026-11-22T11:00:00Z", starts(windows).get(0));
    }

    /** Each begins with a day of the month before, whose quota is not used up: a day ahead is what the 31st day costs. */
    @ParameterizedTest
    @CsvSource({"2027-06", "2027-07"})
    void aMonthOfFiveAirportsIsCoveredWithinThreeHundredCalls(String name) {
        var month = YearMonth.parse(name);
        var provider = new Provider();
        provider.run(month.atDay(1).minusDays(1), month.atDay(1), 30);
        var before = provider.calls;
        // A restart: only what is kept goes on.
        provider.run(month.atDay(1), month.atDay(15), 300);
        var restarted = new Provider();
        restarted.answered.putAll(provider.answered);
        restarted.run(month.atDay(15), month.plusMonths(1).atDay(1), 300 - (provider.calls - before));
        assertTrue(provider.calls - before + restarted.calls <= 300, "" + (provider.calls - before + restarted.calls));
        assertEquals(List.of(), restarted.unanswered(month));
    }

    @Test
    void aMonthOfThirtyOneDaysWithoutAHeadStartLeavesOutWhatTheQuotaCannotPayAlone() {
        var month = YearMonth.parse("2027-07");
        var provider = new Provider();
        provider.run(month.atDay(1), month.plusMonths(1).atDay(1), 300);
        assertEquals(300, provider.calls);
        assertEquals(300, provider.answered.size(), "none was asked twice");
        assertEquals(windows(month) - 300, provider.unanswered(month).size());
    }

    @Test
    void withAQuotaForMoreWindowsUnderWayAreRefreshed() {
        var month = YearMonth.parse("2027-06");
        var provider = new Provider();
        provider.run(month.atDay(1), month.plusMonths(1).atDay(1), 600);
        assertEquals(List.of(), provider.unanswered(month));
        assertTrue(provider.calls > provider.answered.size() + 200, provider.calls + " " + provider.answered.size());
    }

    private static int windows(YearMonth month) {
        return new Provider().unanswered(month).size();
    }

    private static List<String> starts(List<ArrivalWindow> windows) {
        return windows.stream().map(window -> window.fromUtc().toString()).toList();
    }

    /** Asks each hour for what is planned, and answers all of it. */
    private static final class Provider {
        private final Map<String, Instant> answered = new HashMap<>();
        private int calls;

        void run(LocalDate from, LocalDate to, int quota) {
            var left = quota;
            for (var day = from; day.isBefore(to); day = day.plusDays(1)) {
                var end = YearMonth.from(day).plusMonths(1).atDay(1);
                var today = 0;
                for (var hour = 0; hour < 24; hour++) {
                    var now = day.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
                    var budget = new Budget(left, (int) ChronoUnit.DAYS.between(day, end), today);
                    for (var window : WindowPlan.USUAL.next(now, budget, FIVE, answered)) {
                        assertTrue(window.toUtc().isAfter(now));
                        answered.put(window.id(), now);
                        calls++;
                        today++;
                        left--;
                    }
                }
            }
            assertTrue(left >= 0);
        }

        /** Windows with a part in the month that were never answered. */
        List<String> unanswered(YearMonth month) {
            var from = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            var to = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            return FIVE.entrySet().stream()
                    .flatMap(
                            airport -> ArrivalWindows.covering(airport.getKey(), airport.getValue(), from, to).stream())
                    .map(ArrivalWindow::id)
                    .filter(id -> !answered.containsKey(id))
                    .toList();
        }
    }
}
