package io.millrace.clean;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.Removal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Finds the batches that read records which arrived in a range of time. What hours and plans say narrows the search;
 * lines are read only where these leave it open.
 */
final class ReplayRange {
    /** A plan is made after its records arrived, by another clock. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);
    /** An object holds at most an hour of records, and may lie an hour before the object that it follows. */
    private static final Duration SPAN = Duration.ofHours(2);

    private final Batches batches;
    private final RawZone zone;
    private final Instant from;
    private final Instant to;
    private final Removal removed;

    /**
     * @param to the end, exclusive
     */
    ReplayRange(Batches batches, RawZone zone, Instant from, Instant to) {
        this.batches = batches;
        this.zone = zone;
        this.from = from;
        this.to = to;
        this.removed = batches.removals().newest();
    }

    /** The new batches of plans through {@code committed}, and those of {@code releases}, in order. */
    List<Long> batches(long committed, List<Long> releases) {
        var found = new ArrayList<Long>();
        if (committed == 0) {
            return found;
        }
        var newest = batches.planned(committed);
        var first = least(1, committed, n -> !batches.planned(n).planned().isBefore(from.minus(CLOCKS)));
        var last = least(first, committed, n -> isBehind(batches.planned(n), newest));
        for (var n = first; n <= Math.min(last, committed); n++) {
            var plan = batches.planned(n);
            if (plan.kind() == BatchKind.NEW && mayHold(plan)) {
                found.add(n);
            }
        }
        releases.stream().filter(n -> mayHold(batches.planned(n))).forEach(found::add);
        return found;
    }

    /** The least number for which it holds, given that it holds for all greater ones; {@code high + 1} if for none. */
    private static long least(long low, long high, LongPredicate holds) {
        var from = low;
        var to = high + 1;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (holds.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Whether every chain is beyond the range with that plan, or stands still since then. */
    private boolean isBehind(Plan plan, Plan newest) {
        return newest.ends().entrySet().stream().allMatch(shard -> {
            var end = plan.ends().get(shard.getKey());
            return end != null
                    && (end.equals(shard.getValue()) || !end.hour().minus(SPAN).isBefore(to));
        });
    }

    private boolean mayHold(Plan plan) {
        var near = plan.objects().stream()
                .filter(object -> {
                    var hour = RawZone.hourOf(object);
                    return hour.isBefore(to) && !hour.isBefore(hourOf(from).minus(SPAN));
                })
                .toList();
        // Of what retention removed the lines cannot be asked any more.
        return near.stream().anyMatch(this::isCertain)
                || (removed.holds(Removal.RAW, plan.n())
                        ? !near.isEmpty()
                        : near.stream().anyMatch(this::holds));
    }

    /** Whether the first record arrived in the range, as the hour alone says. */
    private boolean isCertain(RawObject object) {
        var hour = RawZone.hourOf(object);
        return !hour.isBefore(from) && !hour.plus(1, ChronoUnit.HOURS).isAfter(to);
    }

    private boolean holds(RawObject object) {
        try (var lines = zone.lines(object)) {
            for (var line : lines) {
                if (!line.arrived().isBefore(from) && line.arrived().isBefore(to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Instant hourOf(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }
}
