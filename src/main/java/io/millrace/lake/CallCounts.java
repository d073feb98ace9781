package io.millrace.lake;

import io.millrace.dataset.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts requests to providers in the lake, so that a quota holds for all instances and across restarts. Of a provider's
 * period there is a dense chain of objects, each create-only: who made one may ask as often as it says. What a process
 * that ends has left of its share counts as used. Safe for many threads.
 */
public final class CallCounts {
    private static final String FOLDER = "_quota/";
    /** So many objects a period at the most, about. */
    private static final int SHARES = 1_000;

    /** An object: how many requests of its own it stands for, of all through it, and of all before its day. */
    private record Share(int calls, int used, String day, int before) {}

    private static final class Chain {
        private long newest;
        private int used;
        private String day = "";
        private int before;
        private int left;

        private Share next(int most, String today) {
            var calls = Math.min(Math.max(1, most / SHARES), most - used);
            return new Share(calls, used + calls, today, today.equals(day) ? before : used);
        }

        private void take(long n, Share share) {
            newest = n;
            used = share.used();
            day = share.day();
            before = share.before();
        }
    }

    private final ObjectStore store;
    private final Commits commits;
    private final Map<String, Chain> chains = new HashMap<>();

    public CallCounts(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    /**
     * Counts one more request.
     *
     * @param period of the quota, as text that sorts by time: {@code 2026-11}
     * @param day the day of UTC, such as {@code 2026-11-22}
     * @param most how many the quota takes
     * @return false if that many are counted already
     */
    public synchronized boolean take(String provider, String period, String day, int most) {
        var chain = chain(provider, period);
        while (chain.left == 0) {
            if (chain.used >= most) {
                return false;
            }
            var share = chain.next(most, day);
            if (commits.create(key(provider, period, chain.newest + 1), Json.bytes(share), Map.of())) {
                chain.take(chain.newest + 1, share);
                chain.left = share.calls();
            } else {
                follow(provider, period, chain);
            }
        }
        chain.left--;
        return true;
    }

    /** How many are counted, those that this process may still make left out. */
    public synchronized int used(String provider, String period) {
        var chain = chain(provider, period);
        follow(provider, period, chain);
        return chain.used - chain.left;
    }

    /** How many of them are counted for the day. */
    public synchronized int usedOn(String day, String provider, String period) {
        var used = used(provider, period);
        var chain = chain(provider, period);
        return chain.day.equals(day) ? Math.max(0, used - chain.before) : 0;
    }

    private Chain chain(String provider, String period) {
        var prefix = provider + "/";
        var known = chains.get(prefix + period);
        if (known == null) {
            // What is over is not asked for again.
            chains.keySet().removeIf(name -> name.startsWith(prefix) && name.length() == (prefix + period).length());
            known = new Chain();
            chains.put(prefix + period, known);
            follow(provider, period, known);
        }
        return known;
    }

    /** Finds the newest object in a number of questions that grows with the logarithm of how far it is away. */
    private void follow(String provider, String period, Chain chain) {
        var there = chain.newest;
        var step = 1L;
        while (isThere(provider, period, there + step)) {
            there += step;
            step *= 2;
        }
        while (step > 1) {
            step /= 2;
            if (isThere(provider, period, there + step)) {
                there += step;
            }
        }
        if (there > chain.newest) {
            var key = key(provider, period, there);
            var share = store.get(key)
                    .map(json -> Json.read(json, Share.class, key))
                    .orElseThrow(() -> new IllegalStateException("bucket object " + key + " was there and is gone"));
            chain.take(there, share);
        }
    }

    private boolean isThere(String provider, String period, long n) {
        return store.head(key(provider, period, n)).isPresent();
    }

    private static String key(String provider, String period, long n) {
        return FOLDER + provider + "/" + period + "/" + Numbers.eightDigits(n) + ".json";
    }
}
