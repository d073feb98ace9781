package io.millrace.retention;

import io.millrace.lake.Batches;
import io.millrace.lake.Listing;
import io.millrace.lake.LoadedThrough;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Removal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the route that tidies the lake asks: what may go, and in which order. Any number of processes may do it at the same
 * time: who removes what is settled by create-only writes, and deleting twice does no harm. Called by one thread at a
 * time.
 *
 * <p>A removal is written first and carried out by a later round: a person's plan that was made just before it was written
 * is seen by then, and spares what it reads.
 */
public final class LakeTidy {
    static final Duration GRACE = Duration.ofMinutes(10);
    /** Longer than the numbers of a publisher are remembered, which a status compares with what was told last. */
    static final Duration HEARTBEAT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(LakeTidy.class);

    private final Batches batches;
    private final ObjectStore store;
    private final OwnWarehouses own;
    private final Ages ages;
    private final Clock clock;
    private final List<Uncommitted> uncommitted = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private final AgedObjects failed;
    private final AgedObjects rejected;
    private final AgedObjects heartbeats;
    private final AgedObjects toldSources;
    private final AgedObjects copies;
    private final Map<String, Long> told = new HashMap<>();

    /** @param datasets names of those that are declared */
    public LakeTidy(
            Batches batches,
            ObjectStore store,
            Listing listing,
            List<String> datasets,
            OwnWarehouses own,
            Ages ages,
            Clock clock) {
        this.batches = batches;
        this.store = store;
        this.own = own;
        this.ages = ages;
        this.clock = clock;
        datasets.forEach(name -> uncommitted.add(new Uncommitted(batches, listing, "processed/" + name + "/")));
        uncommitted.add(new Uncommitted(batches, listing, "rejected/"));
        Settled.FOLDERS.forEach(folder -> settled.add(new Settled(batches, listing, folder)));
        failed = new AgedObjects(listing, "failed/fetch/");
        rejected = new AgedObjects(listing, "rejected/publish/");
        heartbeats = new AgedObjects(listing, "_members/instances/");
        toldSources = new AgedObjects(listing, "_members/sources/");
        copies = new AgedObjects(listing, "processed/_copies/");
    }

    /**
     * A round, at its first step.
     *
     * @throws Exception if a warehouse or the lake does not answer: then nothing is removed
     */
    public TidyRound begin() throws Exception {
        var now = clock.instant();
        var through = own.loadedThrough();
        var loaded = Loaded.of(through, store);
        var tasks = new ArrayList<Task>();
        tasks.add(tell(through, now));
        tasks.add(removal(loaded, now));
        if (ages.uncommitted() != null) {
            uncommitted.forEach(files -> tasks.add(files.look(now.minus(ages.uncommitted()))));
            settled.forEach(objects -> tasks.add(objects.look(now.minus(ages.uncommitted()))));
        }
        aged(copies, ages.uncommitted(), now, tasks);
        aged(failed, ages.failed(), now, tasks);
        aged(rejected, ages.rejected(), now, tasks);
        aged(heartbeats, HEARTBEAT, now, tasks);
        aged(toldSources, HEARTBEAT, now, tasks);
        var committed = batches.committedThrough();
        var round = new TidyRound(
                tasks,
                loaded.through() < committed
                        ? loaded.last() + " at batch " + loaded.through() + " of " + committed
                        : null);
        round.advance();
        return round;
    }

    /**
     * Number of the batch through which everything is committed and loaded by every warehouse; 0 if nothing is.
     *
     * @throws Exception if a warehouse or the lake does not answer
     */
    public long loadedByAll() throws Exception {
        return Math.min(Loaded.of(own.loadedThrough(), store).through(), batches.committedThrough());
    }

    /** Takes a round on, once its step is done. */
    public void next(TidyRound round) throws Exception {
        round.advance();
    }

    /** Says what a round did, or what it waits for. */
    public void report(TidyRound round) {
        if (round.objects() == 0 && round.waits() == null) {
            return;
        }
        var removed = batches.removals().newest();
        LOG.info(
                "stage=tidy-lake objects={} bytes={} removals={} waits_for={}",
                round.objects(),
                round.bytes(),
                removed.n(),
                round.waits() == null ? "nothing" : "\"warehouse " + round.waits() + "\"");
    }

    private void aged(AgedObjects objects, Duration age, Instant now, List<Task> tasks) {
        if (age != null) {
            tasks.add(objects.look(now.minus(age), key -> true));
        }
    }

    /** Tells other processes how far the warehouses of this one are. */
    private Task tell(Map<String, Long> through, Instant now) {
        var left = new ArrayList<>(through.entrySet());
        return () -> {
            while (!left.isEmpty()) {
                var one = left.remove(0);
                if (!one.getValue().equals(told.put(one.getKey(), one.getValue()))) {
                    return Step.write(
                            LoadedThrough.key(one.getKey()),
                            new LoadedThrough(one.getKey(), one.getValue(), now).toJson());
                }
            }
            return null;
        };
    }

    /** Carries out the newest removal when it is due, and then decides the next. */
    private Task removal(Loaded loaded, Instant now) {
        var newest = batches.removals().newest();
        if (batches.removals().isDone(newest.n())) {
            return decide(newest, loaded, now);
        }
        if (newest.at().plus(GRACE).isAfter(now)) {
            return () -> null;
        }
        if (isNeeded(newest)) {
            LOG.warn("stage=tidy-lake removal={} waits for a batch that is about the same", newest.n());
            return () -> null;
        }
        var carried = new CarryOut(newest, batches, store, now);
        var decided = new Task[1];
        return () -> {
            if (decided[0] == null) {
                var step = carried.next();
                if (step != null) {
                    return step;
                }
                decided[0] = decide(newest, loaded, now);
            }
            return decided[0].next();
        };
    }

    private Task decide(Removal before, Loaded loaded, Instant now) {
        var next = new Decision(batches, ages, now, loaded.through()).after(before);
        var steps = new ArrayList<Step>();
        next.ifPresent(removal -> steps.add(Step.commit(Removal.key(removal.n()), removal.toJson())));
        return () -> steps.isEmpty() ? null : steps.remove(0);
    }

    private boolean isNeeded(Removal removal) {
        Set<Long> needed = Needed.of(batches, batches.committedThrough());
        return removal.now().values().stream().anyMatch(set -> needed.stream().anyMatch(set::holds));
    }
}
