package io.millrace.clean;

import io.millrace.lake.BatchFailure;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Manifest;
import io.millrace.lake.Newest;
import io.millrace.lake.Outage;
import io.millrace.lake.Plan;
import io.millrace.lake.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the cleaning route asks: which batches are planned and not committed, and an attempt at one. Thread-safe; any
 * number of processes may clean at the same time, since the manifest decides whose attempt counts.
 */
public final class Cleaning {
    /** After so many attempts that failed for a reason of the batch itself it is held, and those behind it go on. */
    static final int MOST_FAILURES = 5;

    /** An attempt that writes nothing: there is nothing that another attempt could be mistaken for. */
    private static final String NO_FILES = "none";

    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);

    private final Batches batches;
    private final Engine engine;
    private final Gate gate;
    private final Commits commits;
    private final Clock clock;
    private final AtomicLong hinted = new AtomicLong(-1);

    /**
     * @param gate what an attempt has to pass
     * @param commits where failures are written to
     */
    public Cleaning(Batches batches, Engine engine, Gate gate, Commits commits, Clock clock) {
        this.batches = batches;
        this.engine = engine;
        this.gate = gate;
        this.commits = commits;
        this.clock = clock;
    }

    /** Numbers of the planned batches that have no manifest, in order. */
    public List<Long> uncommitted() {
        return LongStream.rangeClosed(batches.committedThrough() + 1, batches.newestPlan())
                .boxed()
                .toList();
    }

    /**
     * Cleans a planned batch into local files, or finds that it is to be held.
     *
     * @return an attempt whose manifest is ready to be committed
     * @throws Exception if it failed and is to be tried again
     */
    public Attempt attempt(long n) throws IOException, SQLException {
        var plan = batches.plan(n).orElseThrow(() -> new IllegalStateException("batch " + n + " has no plan"));
        var others = batches.manifest(n);
        if (others.isPresent()) {
            return Attempt.of(others.get());
        }
        var before = batches.totals(n - 1);
        return gate.pass(plan, attempt(plan), before)
                .with(manifest -> manifest.with(before.plus(manifest, batches::committed)));
    }

    /** Removes an attempt's local files, committed or not. */
    public void discard(Attempt attempt) {
        attempt.discard();
    }

    /** What a later start of the program is to be told; empty if nothing was committed since it was told last. */
    public Optional<Newest> newest() {
        var committed = batches.committedThrough();
        return hinted.getAndSet(committed) == committed || committed == 0
                ? Optional.empty()
                : Optional.of(new Newest(batches.newestPlan(), committed));
    }

    private Attempt attempt(Plan plan) throws IOException, SQLException {
        if (plan.kind() == BatchKind.DROP) {
            return Attempt.of(Manifest.empty(plan, NO_FILES, clock.instant(), null));
        }
        try {
            return engine.attempt(plan);
        } catch (HeldException e) {
            LOG.error("stage=clean batch={} held: {}", plan.n(), e.getMessage());
            return held(plan, Manifest.Held.NEWER_VERSION, e.getMessage(), e.dataset(), e.version());
        } catch (IOException | SQLException | RuntimeException | OutOfMemoryError e) {
            if (Outage.isBehind(e)) {
                throw e;
            }
            var failure = keep(plan.n(), e);
            if (failure.k() < MOST_FAILURES) {
                throw e;
            }
            LOG.error(
                    "stage=clean batch={} held after {} failures: {}; ./millrace batches show {} says more",
                    plan.n(),
                    MOST_FAILURES,
                    failure.reason(),
                    plan.n());
            return held(plan, Manifest.Held.FAILED, failure.reason(), null, 0);
        }
    }

    private Attempt held(Plan plan, String reason, String detail, String dataset, int version) {
        var held = new Manifest.Held(reason, detail, plan.records(), dataset, version);
        return Attempt.of(Manifest.empty(plan, NO_FILES, clock.instant(), held));
    }

    /** Writes the failure under the next number that is free, whoever wrote the ones before; beyond the last, none. */
    private BatchFailure keep(long n, Throwable reason) {
        var k = 1;
        while (true) {
            var failure = new BatchFailure(n, k, clock.instant(), Reason.of(reason));
            if (k > MOST_FAILURES || commits.create(failure.key(), failure.toJson(), Map.of())) {
                return failure;
            }
            k++;
        }
    }
}
