package io.millrace.warehouse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the loads that failed for a reason of their own: how many batches of a dataset are tried together,
 * and which batch is left out until when. Of this process alone: a restart tries everything again. Thread-safe.
 */
final class Troubles {
    /** After so many failures alone a batch is left out for long. */
    static final int TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration FIRST_ABSENCE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Batch(String dataset, long n) {}

    /** A batch that failed alone: how often, and when it is tried again. */
    record Trouble(int times, Instant again) {}

    private final Clock clock;
    private final Map<Batch, Trouble> alone = new HashMap<>();
    private final Map<String, Integer> together = new HashMap<>();

    Troubles(Clock clock) {
        this.clock = clock;
    }

    /** How many batches of the dataset may be loaded together. */
    synchronized int most(String dataset) {
        return together.getOrDefault(dataset, Integer.MAX_VALUE);
    }

    /** Whether the batch failed alone, and has to stay alone. */
    synchronized boolean isKnown(String dataset, long n) {
        return alone.containsKey(new Batch(dataset, n));
    }

    /** Whether its time to be tried again has not come. */
    synchronized boolean isLeftOut(String dataset, long n) {
        var trouble = alone.get(new Batch(dataset, n));
        return trouble != null && clock.instant().isBefore(trouble.again());
    }

    /** Several batches failed: half as many are tried next. */
    synchronized void halve(String dataset, int failed) {
        together.put(dataset, Math.max(1, failed / 2));
    }

    /** One batch failed alone. */
    synchronized Trouble failed(String dataset, long n) {
        return alone.compute(new Batch(dataset, n), (batch, before) -> {
            var times = before == null ? 1 : before.times() + 1;
            return new Trouble(times, clock.instant().plus(pause(times)));
        });
    }

    /**
     * They are in.
     *
     * @return those that had failed alone, and of which nothing else is missing
     */
    synchronized Set<Long> loaded(String dataset, List<Long> batches) {
        together.computeIfPresent(dataset, (name, most) -> most > Integer.MAX_VALUE / 2 ? null : most * 2);
        var cured = new HashSet<Long>();
        for (var n : batches) {
            if (alone.remove(new Batch(dataset, n)) != null
                    && alone.keySet().stream().noneMatch(batch -> batch.n() == n)) {
                cured.add(n);
            }
        }
        return cured;
    }

    /** 1, 2, 4, 8 seconds; then 1, 2, 4 … minutes, up to an hour. */
    private static Duration pause(int times) {
        var first = times < TRIES ? FIRST_PAUSE : FIRST_ABSENCE;
        var doublings = times < TRIES ? times - 1 : Math.min(times - TRIES, 10);
        var pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
