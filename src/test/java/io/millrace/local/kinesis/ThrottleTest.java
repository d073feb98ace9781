package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final TestClock clock = new TestClock(ServerFixture.NOW);
    private final Throttle throttle = new Throttle(10, clock);

    @Test
    void whatASecondBringsPassesAtOnceAndNoMore() {
        throttle.take(9);
        assertTrue(throttle.admits(1));
        throttle.take(1);
        assertFalse(throttle.admits(1));
    }

    @Test
    void theReserveComesBackWithTime() {
        throttle.take(10);
        clock.move(Duration.ofMillis(499));
        assertFalse(throttle.admits(5));
        clock.move(Duration.ofMillis(1));
        assertTrue(throttle.admits(5));
    }

    @Test
    void theReserveHoldsOneSecondOnly() {
        clock.move(Duration.ofHours(1));
        assertTrue(throttle.admits(10));
        throttle.take(10);
        assertFalse(throttle.admits(1));
    }

    @Test
    void whatIsLargerThanASecondPassesAndIsPaidBack() {
        assertTrue(throttle.admits(50));
        throttle.take(50);
        clock.move(Duration.ofSeconds(4));
        assertFalse(throttle.admits(1));
        clock.move(Duration.ofSeconds(1));
        assertTrue(throttle.admits(10));
    }

    @Test
    void aClockThatGoesBackwardsTakesNothingAway() {
        throttle.take(5);
        clock.move(Duration.ofSeconds(-60));
        assertTrue(throttle.admits(5));
    }

    @Test
    void anUnlimitedOneAdmitsEverything() {
        var unlimited = new Throttle(Double.POSITIVE_INFINITY, clock);
        unlimited.take(1e12);
        assertTrue(unlimited.admits(1e12));
    }
}
