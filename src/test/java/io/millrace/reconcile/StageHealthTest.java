package io.millrace.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final StageHealth health = new StageHealth(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aStageThatFailsIsReportedWithItsReasonUntilItWorks() {
        health.failed("clean-raw", new IllegalStateException("no answer"));
        assertEquals(Map.of("clean-raw", new StageHealth.Failure("clean-raw", 1, NOW, "no answer")), health.failures());
        health.worked("clean-raw");
        assertEquals(Map.of(), health.failures());
    }

    @Test
    void failuresInARowAreCountedAndTheLastReasonIsTold() {
        health.failed("land", new IllegalStateException("first"));
        health.failed("land", new IllegalStateException("second"));
        assertEquals(
                new StageHealth.Failure("land", 2, NOW, "second"),
                health.failures().get("land"));
    }

    @Test
    void oneStageSaysNothingOfAnother() {
        health.failed("land", new IllegalStateException("x"));
        health.worked("clean-raw");
        assertEquals(1, health.failures().size());
    }

    @Test
    void aStageThatFailsAgainAfterItWorkedBeginsAnew() {
        health.failed("land", new IllegalStateException("x"));
        health.worked("land");
        health.failed("land", new IllegalStateException("x"));
        assertEquals(1, health.failures().get("land").times());
    }
}
