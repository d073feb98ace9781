package io.millrace.member;

import io.millrace.lake.Commits;
import io.millrace.lake.Numbers;
import io.millrace.lake.ObjectStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * This process's part in the chain of claims of one host. Claim n + 1 is made only when claim n was given back or its
 * holder is dead, and create-only: so the newest claim alone counts, and whoever made it holds the host. What asks
 * the lake is called with {@link #lock} held; the rest is answered at once, to any thread.
 */
final class HostClaim {
    final ReentrantLock lock = new ReentrantLock();
    private final String host;
    private final ObjectStore store;
    private final Commits commits;
    private final Living living;
    private final InstantSource clock;

    /** A number that exists, or 0. */
    private long newest;
    /** Who holds the newest claim; null if it is free as far as known. */
    private volatile String holder;
    /** Own claim, under the name of then; null if there is none. */
    private volatile Claim held;
    /** Own claim whose release is not known to be written; null if there is none. */
    private Claim releasing;
    /** Number of a claim that may or may not have been written by {@link #doubtfulBy}; 0 if there is none. */
    private long doubtful;

    private String doubtfulBy;
    private final AtomicInteger pages = new AtomicInteger();

    HostClaim(String host, ObjectStore store, Commits commits, Living living, InstantSource clock) {
        this.host = host;
        this.store = store;
        this.commits = commits;
        this.living = living;
        this.clock = clock;
    }

    boolean isHeldBy(String instance) {
        var claim = held;
        return claim != null && claim.instance().equals(instance);
    }

    /** Who held it when the chain was last looked at, if that was another instance. */
    String holder() {
        return holder;
    }

    /** A page of the host is under way. */
    void begin() {
        pages.incrementAndGet();
    }

    void end() {
        pages.decrementAndGet();
    }

    boolean isIdle() {
        return pages.get() == 0;
    }

    /**
     * Makes the next claim for this instance if it may be made.
     *
     * @return whether the instance holds the host
     * @throws RuntimeException if the lake does not answer
     */
    boolean take(String instance) {
        settle(instance);
        if (isHeldBy(instance)) {
            return true;
        }
        newest = Numbers.greatest(newest, n -> store.head(Claim.key(host, n)).isPresent());
        return isFree(newest) && create(newest + 1, instance);
    }

    /** Gives the host back, unless a page of it is under way. */
    void release(String instance) {
        settle(instance);
        if (isHeldBy(instance) && isIdle()) {
            releasing = held;
            held = null;
            settle(instance);
        }
    }

    /** Finishes what an earlier call left in doubt: each write is repeated until its outcome is known. */
    private void settle(String instance) {
        if (releasing != null) {
            commits.create(Claim.releasedKey(host, releasing.n()), releasing.toJson(), Map.of());
            releasing = null;
        }
        if (doubtful > 0 && !instance.equals(doubtfulBy)) {
            // The name is dead, and with it whatever it claimed.
            doubtful = 0;
        }
        if (doubtful > 0) {
            create(doubtful, instance);
        }
    }

    private boolean isFree(long n) {
        if (n == 0 || store.head(Claim.releasedKey(host, n)).isPresent()) {
            holder = null;
            return true;
        }
        holder = read(n).instance();
        return living.state(holder) == Living.State.DEAD;
    }

    private boolean create(long n, String instance) {
        doubtful = n;
        doubtfulBy = instance;
        var claim = new Claim(instance, n, clock.instant());
        var created = commits.create(Claim.key(host, n), claim.toJson(), Map.of());
        var winner = created ? instance : read(n).instance();
        doubtful = 0;
        newest = Math.max(newest, n);
        if (winner.equals(instance)) {
            held = claim;
            holder = null;
        } else {
            holder = winner;
        }
        return isHeldBy(instance);
    }

    private Claim read(long n) {
        var key = Claim.key(host, n);
        return store.get(key)
                .map(json -> Claim.read(json, key))
                .orElseThrow(() -> new IllegalStateException(
                        key + " is gone: claims are never removed one by one; remove all of the host's, then restart"));
    }
}
