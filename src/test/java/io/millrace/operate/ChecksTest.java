package io.millrace.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.operate.Probe.Finding;
import io.millrace.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final TestClock clock = new TestClock(START);
    private final AtomicInteger looks = new AtomicInteger();
    private Finding finding = Finding.up("fine");
    private Checks checks = new Checks(Runnable::run, clock, nanos::get).with("lake", this::look);

    private Finding look() {
        looks.incrementAndGet();
        return finding;
    }

    private Health later(Duration time) throws InterruptedException {
        nanos.addAndGet(time.toNanos());
        clock.move(time);
        return checks.ask();
    }

    @Test
    void allAreUpWhereEachIs() throws Exception {
        assertEquals(new Health("up", List.of(new Health.Check("lake", "up", START, "fine"))), checks.ask());
    }

    @Test
    void oneThatFailsIsDownWithItsReasonAndTheWholeWithIt() throws Exception {
        var health = checks.with("stream", () -> {
                    throw new IllegalStateException("no stream");
                })
                .ask();
        assertEquals("down", health.status());
        assertEquals(
                new Health.Check("stream", "down", START, "no stream"),
                health.checks().get(1));
        assertEquals("up", health.checks().get(0).status());
    }

    @Test
    void sinceStaysUntilTheStatusChanges() throws Exception {
        checks.ask();
        assertEquals(START, later(Checks.KEPT).checks().get(0).since());
        finding = Finding.down("gone");
        assertEquals(START.plusSeconds(10), later(Checks.KEPT).checks().get(0).since());
    }

    @Test
    void whoAsksAgainWithinSecondsGetsTheSameAnswerWithoutALook() throws Exception {
        checks.ask();
        later(Checks.KEPT.minusNanos(1));
        assertEquals(1, looks.get());
        later(Duration.ofNanos(1));
        assertEquals(2, looks.get());
    }

    @Test
    void whatHangsIsDownAndIsNotAskedASecondTime() throws Exception {
        var begun = new ArrayList<Runnable>();
        checks = new Checks(begun::add, clock, nanos::get, Duration.ofMillis(1)).with("lake", this::look);
        var check = checks.ask().checks().get(0);
        assertEquals("down", check.status());
        assertTrue(check.detail().startsWith("no answer within"), check.detail());
        assertFalse(later(Checks.KEPT).isUp());
        assertEquals(1, begun.size());
    }

    @Test
    void whatIsAnsweredLateIsToldOnceBeforeItIsAskedAgain() throws Exception {
        var begun = new ArrayList<Runnable>();
        checks = new Checks(begun::add, clock, nanos::get, Duration.ofMillis(1)).with("warehouse", this::look);
        checks.ask();
        finding = Finding.down("refuses the login");
        begun.get(0).run();
        assertEquals("refuses the login", later(Checks.KEPT).checks().get(0).detail());
        assertEquals(1, begun.size());
        later(Checks.KEPT);
        assertEquals(2, begun.size());
    }

    @Test
    void whatWasAnsweredLateAndLongAgoIsAskedAgain() throws Exception {
        var begun = new ArrayList<Runnable>();
        checks = new Checks(begun::add, clock, nanos::get, Duration.ofMillis(1)).with("warehouse", this::look);
        checks.ask();
        begun.get(0).run();
        later(Checks.LATEST.plusNanos(1));
        assertEquals(2, begun.size());
    }

    @Test
    void aDetailIsCutWhereItIsVeryLong() throws Exception {
        finding = Finding.up("x".repeat(1_000));
        assertEquals(301, checks.ask().checks().get(0).detail().length());
    }
}
