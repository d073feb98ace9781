package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Plans and manifests by number; thread-safe. Numbers are dense, so nothing is ever listed to find the newest. */
public final class Batches {
    private final ObjectStore store;
    private final Removals removals;
    private final Submissions submissions;
    private final AtomicLong newestPlan = new AtomicLong();
    private final AtomicLong newestManifest = new AtomicLong();
    private final Map<Long, Manifest> remembered = new ConcurrentHashMap<>();
    private volatile boolean started;
    private volatile Plan latestPlan;
    private volatile Manifest latest;

    public Batches(ObjectStore store) {
        this.store = store;
        this.removals = new Removals(store);
        this.submissions = new Submissions(store);
    }

    /** What retention has removed of them. */
    public Removals removals() {
        return removals;
    }

    /** What of them was given to engines outside. */
    public Submissions submissions() {
        return submissions;
    }

    /** Number of the newest plan, 0 if there is none. */
    public long newestPlan() {
        start();
        var newest =
                Numbers.greatest(newestPlan.get(), n -> store.head(Plan.key(n)).isPresent());
        return newestPlan.accumulateAndGet(newest, Math::max);
    }

    /** The plan of a batch; the one that was read last is not read again, since plans never change. */
    public Optional<Plan> plan(long n) {
        var known = latestPlan;
        if (known != null && known.n() == n) {
            return Optional.of(known);
        }
        var found = store.get(Plan.key(n)).map(json -> Json.read(json, Plan.class, Plan.key(n)));
        found.ifPresent(plan -> latestPlan = plan);
        return found;
    }

    /**
     * The plan of a batch.
     *
     * @throws IllegalStateException if it is not there
     */
    public Plan planned(long n) {
        return plan(n).orElseThrow(() -> gone(Plan.key(n)));
    }

    /** The newest plan; null if there is none. */
    public Plan latestPlan() {
        var newest = newestPlan();
        return newest == 0 ? null : planned(newest);
    }

    /** What is erased by now, and may not come back. */
    public List<Erasure> erasures() {
        return Optional.ofNullable(latestPlan()).map(Plan::erasures).orElse(List.of());
    }

    /** Where the newest plan found the end of a shard's chain; empty if no plan has anything of it. */
    public Optional<Plan.End> plannedEnd(ShardRef shard) {
        return Optional.ofNullable(latestPlan()).map(plan -> plan.ends().get(shard.toString()));
    }

    /** The committed manifest of a batch; empty while it is not committed. */
    public Optional<Manifest> manifest(long n) {
        return store.get(Manifest.key(n)).map(json -> Json.read(json, Manifest.class, Manifest.key(n)));
    }

    /**
     * The committed manifest of a batch.
     *
     * @throws IllegalStateException if it is not there
     */
    public Manifest committed(long n) {
        return manifest(n).orElseThrow(() -> gone(Manifest.key(n)));
    }

    /**
     * The number through which every batch is committed. Batches are committed in the order of their numbers, so that
     * a few questions find it.
     */
    public long committedThrough() {
        start();
        var newest = Numbers.greatest(newestManifest.get(), this::isCommitted);
        return newestManifest.accumulateAndGet(newest, Math::max);
    }

    public boolean isCommitted(long n) {
        return store.head(Manifest.key(n)).isPresent();
    }

    /** The sums over the committed batches through {@code n}, 0 for none. */
    public Totals totals(long n) {
        if (n == 0) {
            return Totals.NONE;
        }
        var known = latest;
        if (known == null || known.n() != n) {
            known = committed(n);
            latest = known;
        }
        return known.totals();
    }

    /**
     * The batch that has taken the place of another's rows.
     *
     * @param replacing the batches that took the place of some, as {@link Totals#replacing} has them
     * @return its number; the greatest if there are several, empty if the rows of {@code n} count
     */
    public Optional<Long> replacerOf(long n, String dataset, Iterable<Long> replacing) {
        Long found = null;
        for (var m : replacing) {
            var manifest = remembered(m);
            if (m > n && manifest.replaces().contains(n) && covers(manifest, dataset)) {
                found = m;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether one of those that took the place of others took the place of all rows and rejected lines of a batch. */
    public boolean isReplaced(long n, Iterable<Long> replacing) {
        for (var m : replacing) {
            var manifest = remembered(m);
            if (m > n && manifest.only() == null && manifest.replaces().contains(n)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The committed manifest of a batch without its totals, kept in memory: for those that are asked for again and again,
     * which are few.
     *
     * @throws IllegalStateException if it is not there
     */
    public Manifest remembered(long n) {
        return remembered.computeIfAbsent(n, m -> committed(m).with(null));
    }

    /** Failed attempts at a batch so far, in order. */
    public List<BatchFailure> failures(long n) {
        var found = new ArrayList<BatchFailure>();
        for (var k = 1; ; k++) {
            var key = BatchFailure.key(n, k);
            var json = store.get(key);
            if (json.isEmpty()) {
                return found;
            }
            found.add(Json.read(json.get(), BatchFailure.class, key));
        }
    }

    private static boolean covers(Manifest manifest, String dataset) {
        return manifest.only() == null || manifest.only().equals(dataset);
    }

    /** Takes up what an earlier life of the program left as a hint. */
    private void start() {
        if (!started) {
            store.get(Newest.KEY).ifPresent(json -> {
                var hint = Json.read(json, Newest.class, Newest.KEY);
                newestPlan.accumulateAndGet(hint.planned(), Math::max);
                newestManifest.accumulateAndGet(hint.committed(), Math::max);
            });
            started = true;
        }
    }

    private static IllegalStateException gone(String key) {
        return new IllegalStateException(key + " is gone; restore it from a backup or its versions");
    }
}
