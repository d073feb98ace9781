package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

    private Trend trend = Trend.NONE;

    private void find(int times) {
        for (var i = 0; i < times; i++) {
            trend = trend.find();
        }
    }

    private void miss(int times) {
        for (var i = 0; i < times; i++) {
            trend = trend.miss("p" + i, TEN, 3);
        }
    }

    @Test
    void sixMissesInARowAreAnAlarm() {
        find(200);
        miss(5);
        assertFalse(trend.alarmed());
        miss(1);
        assertTrue(trend.alarmed());
    }

    @Test
    void onePageAloneIsNoAlarmOfManyPages() {
        find(200);
        for (var i = 0; i < 50; i++) {
            trend = trend.miss("p1", TEN, 3);
        }
        assertFalse(trend.alarmed());
    }

    @Test
    void anAlarmTellsWhatWasAndIsAndSinceWhen() {
        find(200);
        trend = trend.miss("p1", TEN.minusSeconds(5), 3);
        miss(9);
        assertEquals(1, trend.was());
        assertEquals(0.5, trend.is());
        assertEquals(TEN.minusSeconds(5), trend.since());
    }

    @Test
    void anAlarmEndsAfterSixFindsHoweverLongItLasted() {
        find(200);
        miss(1_000);
        find(5);
        assertTrue(trend.alarmed());
        find(1);
        assertFalse(trend.alarmed());
    }

    @Test
    void aRateThatIsUsualIsNoAlarm() {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++) {
            trend = random.nextDouble() < 0.3 ? trend.miss("p" + i % 50, TEN, 3) : trend.find();
            assertFalse(trend.alarmed(), "after " + i);
        }
        miss(12);
        assertTrue(trend.alarmed());
    }
}
