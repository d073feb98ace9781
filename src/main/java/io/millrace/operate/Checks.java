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
 * does not answer in time is down, and is not asked a second time meanwhile. Thread-safe.
 */
public final class Checks {
    /** Less than any probe of Kubernetes should wait. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** For so long an answer is given again: who asks often costs nobody more. */
    static final Duration KEPT = Duration.ofSeconds(5);

    private static final int LONGEST_DETAIL = 300;

    private final Map<String, Asked> probes = new LinkedHashMap<>();
    private final Executor threads;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Duration patience;
    private Health latest;
    private long lookedAt;

    /** A probe, what it is about to answer, and since when it has answered alike. */
    private static final class Asked {
        private final Probe probe;
        private CompletableFuture<Finding> answer = CompletableFuture.completedFuture(null);
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
        probes.values().stream().filter(kept -> kept.answer.isDone()).forEach(this::begin);
        var checks = new ArrayList<Check>();
        for (var entry : probes.entrySet()) {
            var kept = entry.getValue();
            var found = await(kept.answer, until - nanos.getAsLong());
            kept.told = told(entry.getKey(), kept.told, found);
            checks.add(kept.told);
        }
        return Health.of(List.copyOf(checks));
    }

    private void begin(Asked kept) {
        kept.answer = CompletableFuture.supplyAsync(() -> looked(kept.probe), threads);
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

    private Finding await(CompletableFuture<Finding> answer, long nanos) throws InterruptedException {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
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
