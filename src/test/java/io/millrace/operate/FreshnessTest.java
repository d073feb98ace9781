package io.millrace.operate;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.operate.Probe.Finding;
import io.millrace.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final Freshness freshness = new Freshness(clock);

    @Test
    void whatWaitsLongerThanItMayIsStale() {
        clock.move(ofHours(1));
        assertTrue(freshness.waiting("a record", ofMinutes(10), ofMinutes(10)).up());
        assertEquals(
                Finding.down("a record waits for 10m 1s, the limit is 10m"),
                freshness.waiting("a record", ofSeconds(601), ofMinutes(10)));
    }

    @Test
    void whereNothingWaitsNothingIsStale() {
        assertEquals(
                Finding.up("nothing waits: a record"), freshness.waiting("a record", Duration.ZERO, ofMinutes(10)));
    }

    @Test
    void whatAProcessFindsOldAtItsStartIsStaleOnlyOnceItHadTheTimeToChangeIt() {
        assertTrue(freshness.waiting("a record", ofHours(5), ofMinutes(10)).up());
        clock.move(ofMinutes(10));
        assertTrue(freshness.waiting("a record", ofHours(5), ofMinutes(10)).up());
        clock.move(ofSeconds(1));
        assertFalse(freshness.waiting("a record", ofHours(5), ofMinutes(10)).up());
    }

    @Test
    void whatNeverHappenedIsStaleAfterTheLimitSinceTheStart() {
        assertTrue(freshness.happened("page read", null, ofMinutes(10)).up());
        clock.move(ofSeconds(601));
        assertEquals(
                Finding.down("no page read since the start 10m 1s ago, the limit is 10m"),
                freshness.happened("page read", null, ofMinutes(10)));
        assertTrue(
                freshness.happened("page read", clock.instant(), ofMinutes(10)).up());
    }
}
