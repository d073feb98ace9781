package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CallCountsTest {
    private static final String MONTH = "2026-11";
    private static final String DAY = "2026-11-22";

    private final FakeLake lake = new FakeLake();
    private final CallCounts counts = new CallCounts(lake, lake);

    private static int taken(CallCounts counts, String day, int times, int most) {
        var taken = 0;
        for (var i = 0; i < times; i++) {
            taken += counts.take("aerodatabox", MONTH, day, most) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aQuotaIsUsedUpToItsLastRequest() {
        assertEquals(300, taken(counts, DAY, 400, 300));
        assertFalse(counts.take("aerodatabox", MONTH, DAY, 300));
    }

    @Test
    void theCountGoesOnAfterARestart() {
        taken(counts, DAY, 120, 300);
        var restarted = new CallCounts(lake, lake);
        assertEquals(120, restarted.used("aerodatabox", MONTH));
        assertEquals(180, taken(restarted, DAY, 400, 300));
    }

    @Test
    void twoInstancesShareAQuota() {
        var other = new CallCounts(lake, lake);
        var taken = 0;
        for (var i = 0; i < 400; i++) {
            taken += taken(i % 3 == 0 ? other : counts, DAY, 1, 300);
        }
        assertEquals(300, taken);
        assertEquals(300, other.used("aerodatabox", MONTH));
    }

    @Test
    void aNewPeriodBeginsAnew() {
        taken(counts, DAY, 300, 300);
        assertTrue(counts.take("aerodatabox", "2026-12", "2026-12-01", 300));
        assertEquals(1, counts.used("aerodatabox", "2026-12"));
    }

    @Test
    void providersAreCountedApart() {
        taken(counts, DAY, 300, 300);
        assertTrue(counts.take("open-meteo", MONTH, DAY, 300));
    }

    @Test
    void theDaysRequestsAreKnownAfterARestart() {
        taken(counts, "2026-11-21", 7, 300);
        taken(counts, DAY, 5, 300);
        var restarted = new CallCounts(lake, lake);
        assertEquals(5, restarted.usedOn(DAY, "aerodatabox", MONTH));
        assertEquals(0, restarted.usedOn("2026-11-23", "aerodatabox", MONTH));
    }

    @Test
    void aGreatQuotaCostsFewObjects() {
        assertEquals(10_000, taken(counts, DAY, 20_000, 10_000));
        assertEquals(1_000, lake.keys().size());
    }

    @Test
    void whatAProcessThatEndedHadLeftCountsAsUsed() {
        taken(counts, DAY, 3, 10_000);
        assertEquals(10, new CallCounts(lake, lake).used("aerodatabox", MONTH));
        assertEquals(3, counts.used("aerodatabox", MONTH));
    }

    @Test
    void aLongChainIsFoundInFewQuestions() {
        taken(counts, DAY, 900, 1_000);
        lake.forget();
        assertEquals(900, new CallCounts(lake, lake).used("aerodatabox", MONTH));
        assertTrue(lake.questions() < 60, () -> lake.questions() + " questions");
    }
}
