package io.millrace.operate;

import io.millrace.lake.Reason;
import io.millrace.operate.Health.Check;
import io.millrace.operate.Probe.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Probes that are asked together and at once. Whoever asks has an answer within {@link #PATIENCE}, whatever hangs: what
 * does not answer in time is down, and is not asked a second time meanwhile; what it answers late is told to who asks next.
 * Thread-safe.
 */
public final class Checks {
    /** Less than any probe of Kubernetes should wait. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** For so long an answer is given again: who asks often costs nobody more. */
    static final Duration KEPT = Duration.ofSeconds(5);

    /** A late answer that is older tells of another time. */
    static final Duration LATEST = Duration.ofMinutes(1);

    private static final int LONGEST_DETAIL = 300;

    private final Map<String, Asked> probes = new LinkedHashMap<>();
    private final Executor threads;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration patience;
    private Health latest;
    private long lookedAt;

    /** @param at nanoseconds, when it was there */
    private record Answer(Finding finding, long at) {}

    /** A probe, what it is about to answer, and since when it has answered alike. */
    private static final class Asked {
        private final Probe probe;
        private CompletableFuture<Answer> answer = CompletableFuture.completedFuture(null);
        private boolean late;
        private Check told;

        private Asked(Probe probe) {
            this.probe = probe;
        }
    }

    /**
     * @param threads where probes may hang
     * @param nanos nanoseconds that only grow
     */
    public Checks(Executor threads, Clock clock, LongSupplier nanos) {
        this(threads, clock, nanos, PATIENCE);
    }

    Checks(Executor threads, Clock clock, LongSupplier nanos, Duration patience) {
        this.patience = patience;
        this.threads = threads;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Takes up a probe; the answer has them in this order. */
    public synchronized Checks with(String name, Probe probe) {
        probes.put(name, new Asked(probe));
        return this;
    }

    /** What all probes say now, or said up to five seconds ago. */
    public synchronized Health ask() throws InterruptedException {
        var now = nanos.getAsLong();
        if (latest == null || now - lookedAt >= KEPT.toNanos()) {
            latest = look(now + patience.toNanos());
            lookedAt = nanos.getAsLong();
        }
        return latest;
    }

    /** The same, name of the check to whether it is up. */
    public Map<String, Boolean> asked() {
        var up = new LinkedHashMap<String, Boolean>();
        try {
            ask().checks().forEach(check -> up.put(check.name(), check.status().equals(Health.UP)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return up;
    }

    private Health look(long until) throws InterruptedException {
        probes.values().stream().filter(this::isOver).forEach(this::begin);
        var checks = new ArrayList<Check>();
        for (var entry : probes.entrySet()) {
            var kept = entry.getValue();
            var found = await(kept, until - nanos.getAsLong());
            kept.told = told(entry.getKey(), kept.told, found);
            checks.add(kept.told);
        }
        return Health.of(List.copyOf(checks));
    }

    /** Whether there is nothing more to wait for, or to tell. */
    private boolean isOver(Asked kept) {
        if (!kept.answer.isDone() || !kept.late || kept.answer.isCompletedExceptionally()) {
            return kept.answer.isDone();
        }
        return nanos.getAsLong() - kept.answer.join().at() > LATEST.toNanos();
    }

    private void begin(Asked kept) {
        kept.late = false;
        kept.answer = CompletableFuture.supplyAsync(() -> new Answer(looked(kept.probe), nanos.getAsLong()), threads);
    }

    private static Finding looked(Probe probe) {
        try {
            return probe.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.down("the process stops");
        } catch (Exception | LinkageError e) {
            return Finding.down(Reason.of(e));
        }
    }

    private Finding await(Asked kept, long nanos) throws InterruptedException {
        try {
            var answer = kept.answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            kept.late = false;
            return answer.finding();
        } catch (TimeoutException e) {
            kept.late = true;
            return Finding.down("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Finding.down(Reason.of(e.getCause()));
        }
    }

    private Check told(String name, Check before, Finding found) {
        var status = found.up() ? Health.UP : Health.DOWN;
        var since = before != null && before.status().equals(status) ? before.since() : clock.instant();
        var detail = found.detail();
        return new Check(
                name,
                status,
                since,
                detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…");
    }
}
