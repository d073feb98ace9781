package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.reconcile.Status;
import io.millrace.reconcile.Statuses;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeepJobTest {
    private static final Status FOUND = Statuses.of(
            new Status.Clean(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, List.of(), null, 0), List.of(), List.of());

    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void aCheckThatTakesLongIsAskedForAgainAndJoinedByOthers() throws Exception {
        var gate = new CountDownLatch(1);
        var job = new DeepJob(said -> {
            begun.incrementAndGet();
            said.accept("plan 1 of 9");
            gate.await();
            return FOUND;
        });
        var first = job.ask("");
        assertNull(first.status());
        assertEquals("plan 1 of 9", job.ask(null).said());
        gate.countDown();
        var last = job.ask(first.check());
        assertEquals(FOUND, last.status());
        assertEquals(FOUND, job.ask(first.check()).status(), "asked by another");
        assertEquals(1, begun.get());
    }

    @Test
    void whoBeginsAfterTheEndBeginsAnother() throws Exception {
        var job = new DeepJob(said -> FOUND);
        var first = job.ask("");
        var second = job.ask("");
        assertNotEquals(first.check(), second.check());
        assertNotNull(job.ask(first.check()).error());
    }

    @Test
    void whatWentWrongIsTold() throws Exception {
        var job = new DeepJob(said -> {
            throw new IllegalStateException("disk full");
        });
        assertEquals("disk full", job.ask("").error());
    }
}
