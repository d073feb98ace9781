package io.millrace.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentStatusTest {
    private static final Duration KEPT = Duration.ofSeconds(15);

    private final AtomicLong nanos = new AtomicLong();
    private final List<Runnable> begun = new ArrayList<>();
    private final Status status = Statuses.of(
            new Status.Clean(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, List.of(), null, 0), List.of(), List.of());
    private final RecentStatus recent =
            new RecentStatus(() -> status, KEPT, begun::add, nanos::get, Duration.ofMillis(1));

    @Test
    void whoAsksDoesNotWaitForAReadingThatHangsAndBeginsNoOther() {
        assertTrue(recent.get().isEmpty());
        nanos.addAndGet(KEPT.toNanos());
        assertTrue(recent.get().isEmpty());
        assertEquals(1, begun.size());
    }

    @Test
    void whileTheNextIsReadTheOneBeforeHasToDoButNotForEver() {
        recent.get();
        begun.get(0).run();
        nanos.addAndGet(KEPT.toNanos());
        assertSame(status, recent.get().orElseThrow());
        assertEquals(2, begun.size());
        nanos.addAndGet(Duration.ofMinutes(2).toNanos() + 1);
        assertTrue(recent.get().isEmpty());
    }
}
