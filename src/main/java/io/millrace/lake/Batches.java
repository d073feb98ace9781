package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Plans and manifests by number; thread-safe. Numbers are dense, so nothing is ever listed to find the newest. */
public final class Batches {
    private final ObjectStore store;
    private final AtomicLong newestKnown = new AtomicLong();

    public Batches(ObjectStore store) {
        this.store = store;
    }

    /** Number of the newest plan, 0 if there is none. */
    public long newestPlan() {
        var newest =
                Numbers.greatest(newestKnown.get(), n -> store.head(Plan.key(n)).isPresent());
        return newestKnown.accumulateAndGet(newest, Math::max);
    }

    public Optional<Plan> plan(long n) {
        return store.get(Plan.key(n)).map(json -> Json.read(json, Plan.class, Plan.key(n)));
    }

    /** The committed manifest of a batch; empty while it is not committed. */
    public Optional<Manifest> manifest(long n) {
        return store.get(Manifest.key(n)).map(json -> Json.read(json, Manifest.class, Manifest.key(n)));
    }

    /**
     * The number through which every batch is committed. Batches are committed in the order of their numbers, so that
     * a few questions find it.
     *
     * @param known one through which they are known to be, or 0
     */
    public long committedThrough(long known) {
        return Numbers.greatest(known, this::isCommitted);
    }

    public boolean isCommitted(long n) {
        return store.head(Manifest.key(n)).isPresent();
    }
}
