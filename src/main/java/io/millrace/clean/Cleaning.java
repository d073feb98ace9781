package io.millrace.clean;

import io.millrace.lake.BatchFailure;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Manifest;
import io.millrace.lake.Newest;
import io.millrace.lake.Outage;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
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
    private final boolean elsewhere;
    private final Gate gate;
    private final Commits commits;
    private final Clock clock;
    private final AtomicLong hinted = new AtomicLong(-1);

    /**
     * @param engine of this process
     * @param elsewhere whether batches are cleaned outside of it, where they can be
     * @param gate what an attempt has to pass
     * @param commits where failures are written to
     */
    public Cleaning(Batches batches, Engine engine, boolean elsewhere, Gate gate, Commits commits, Clock clock) {
        this.batches = batches;
        this.engine = engine;
        this.elsewhere = elsewhere;
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
     * Looks at a planned batch, and where it is to be cleaned: what writes rows anew stays in this process.
     *
     * @throws Exception if the lake cannot be read
     */
    public DueBatch begin(long n) {
        var plan = batches.plan(n).orElseThrow(() -> new IllegalStateException("batch " + n + " has no plan"));
        var others = batches.manifest(n).map(Attempt::of).orElse(null);
        if (others != null) {
            return new DueBatch(plan, null, others, false);
        }
        var goes = elsewhere && !plan.kind().rewrites() && plan.kind() != BatchKind.DROP;
        return new DueBatch(plan, batches.totals(n - 1), null, goes);
    }

    /**
     * Cleans a batch into local files, or finds that it is to be held.
     *
     * @throws Exception if it failed, which {@link #failed} judges
     */
    public Attempt attempt(DueBatch due) throws IOException, SQLException {
        if (due.others() != null) {
            return due.others();
        }
        if (due.plan().kind() == BatchKind.DROP) {
            return Attempt.of(Manifest.empty(due.plan(), NO_FILES, clock.instant(), null)
                    .numbered(engine.numbers(givenUp(due.plan()))));
        }
        try {
            return engine.attempt(due.plan());
        } catch (HeldException e) {
            var held = new Manifest.Held(
                    Manifest.Held.NEWER_VERSION, e.getMessage(), due.plan().records(), e.dataset(), e.version());
            return Attempt.of(Manifest.empty(due.plan(), NO_FILES, clock.instant(), held));
        }
    }

    /** The raw objects that no batch reads any more once these are dropped. */
    private List<RawObject> givenUp(Plan drop) {
        return drop.replaces().stream()
                .map(batches::planned)
                .filter(plan -> plan.kind().readsFirst())
                .flatMap(plan -> plan.objects().stream())
                .toList();
    }

    /**
     * Counts an attempt that failed, unless the world is behind it.
     *
     * @return after the last failure, the batch held
     * @throws Exception the failure, if the batch is to be tried again
     */
    public Attempt failed(DueBatch due, Exception failure) throws Exception {
        if (Outage.isBehind(failure)) {
            throw failure;
        }
        var kept = keep(due.n(), failure);
        if (kept.k() < MOST_FAILURES) {
            throw failure;
        }
        var held = new Manifest.Held(
                Manifest.Held.FAILED, kept.reason(), due.plan().records(), null, 0);
        return Attempt.of(Manifest.empty(due.plan(), NO_FILES, clock.instant(), held));
    }

    /** The attempt, ready to be committed, with the sums through it; held where it does not pass the gate. */
    public Attempt complete(DueBatch due, Attempt made) {
        if (due.others() != null) {
            return made;
        }
        var attempt = gate.pass(due.plan(), made, due.before());
        var held = made.manifest().held();
        if (held != null) {
            LOG.error(
                    "stage=clean batch={} held: {}; ./millrace batches show {} says more",
                    due.n(),
                    held.detail(),
                    due.n());
        }
        var ready = attempt.manifest();
        LOG.debug(
                "stage=clean batch={} attempt={} read={} written={} duplicates={} rejected={} is to be committed",
                ready.n(),
                ready.attempt(),
                ready.read(),
                ready.written(),
                ready.duplicates(),
                ready.rejected());
        return attempt.with(manifest -> manifest.with(due.before().plus(manifest, batches::committed)));
    }

    /** Removes an attempt's local files, committed or not. */
    public void discard(Attempt attempt) {
        attempt.discard();
    }

    /** What a later start of the program is to be told; empty if nothing was committed since it was told last. */
    public Optional<Newest> newest() {
        var committed = batches.committedThrough();
        if (hinted.getAndSet(committed) == committed || committed == 0) {
            return Optional.empty();
        }
        LOG.debug("stage=clean batch={} committed", committed);
        return Optional.of(new Newest(batches.newestPlan(), committed));
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
