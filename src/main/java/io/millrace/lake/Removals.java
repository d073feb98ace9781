package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.concurrent.atomic.AtomicLong;

/** The removals by number. Thread-safe. */
public final class Removals {
    private final ObjectStore store;
    private final AtomicLong newest = new AtomicLong();
    private volatile Removal latest = Removal.NONE;

    public Removals(ObjectStore store) {
        this.store = store;
    }

    /** The newest one, which carries all before it; {@link Removal#NONE} if there is none. */
    public Removal newest() {
        var found =
                Numbers.greatest(newest.get(), n -> store.head(Removal.key(n)).isPresent());
        var n = newest.accumulateAndGet(found, Math::max);
        var known = latest;
        if (known.n() < n) {
            var key = Removal.key(n);
            known = store.get(key)
                    .map(json -> Json.read(json, Removal.class, key))
                    .orElseThrow(() ->
                            new IllegalStateException(key + " is gone; restore it from a backup or its versions"));
            latest = known;
        }
        return known;
    }

    /** Whether all of a removal is deleted. */
    public boolean isDone(long n) {
        return n == 0 || store.head(Removal.Done.key(n)).isPresent();
    }

    /** What was deleted by the removals through {@code n}, of which the last may not be carried out. */
    public Removal.Done done(long n) {
        for (var k = n; k > Math.max(0, n - 2); k--) {
            var key = Removal.Done.key(k);
            var json = store.get(key);
            if (json.isPresent()) {
                return Json.read(json.get(), Removal.Done.class, key);
            }
        }
        return Removal.Done.NONE;
    }
}
