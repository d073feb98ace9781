package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Plan;
import io.millrace.lake.RawZone;
import io.millrace.lake.Removal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Plans to clean a range of the raw zone again, whole batches at a time. Thread-safe. */
public final class Replays {
    private final Batches batches;
    private final RawZone zone;
    private final List<Dataset> datasets;
    private final long maxRecords;
    private final Clock clock;

    /**
     * What is asked for.
     *
     * @param from arrival time of the first records
     * @param to the end, exclusive
     * @param dataset the one dataset that is cleaned again; null: all
     * @param rejected whether the lines that were rejected are read alone
     * @param suspects whether lines that are suspect are taken as true
     */
    public record Range(Instant from, Instant to, String dataset, boolean rejected, boolean suspects) {}

    /**
     * What a range leads to.
     *
     * @param seen number of the committed batch through which this is known
     * @param held batches of the range that are held, and left out
     * @param partly batches of the range that are left out, since a part of them was cleaned again for one dataset
     * @param removed batches of the range that are left out, since retention removed what they would be cleaned from
     */
    public record Found(long seen, List<Replay> replays, List<Long> held, List<Long> partly, List<Long> removed) {}

    /**
     * Batches that have what a range holds.
     *
     * @param batches those that read it and those that cleaned it again, in order
     * @param held batches of the range that are held, of which nothing counts
     */
    public record Within(List<Long> batches, List<Long> held) {}

    /**
     * @param maxRecords a plan is closed once it holds that many, with whole batches
     */
    public Replays(Batches batches, RawZone zone, List<Dataset> datasets, long maxRecords, Clock clock) {
        this.batches = batches;
        this.zone = zone;
        this.datasets = List.copyOf(datasets);
        this.maxRecords = maxRecords;
        this.clock = clock;
    }

    /**
     * Looks what a replay would read and replace; writes nothing.
     *
     * @throws RefusedException if the range cannot be
     */
    public Found find(Range range) {
        check(range);
        var seen = batches.committedThrough();
        var totals = batches.totals(seen);
        var groups = new BatchGroups(batches, totals);
        var found = new ReplayRange(batches, zone, range.from(), range.to()).batches(seen, groups.releases());
        var held = found.stream().filter(totals.heldBatches()::contains).toList();
        var done = new HashSet<Long>();
        var partly = new TreeSet<Long>();
        var removed = new TreeSet<Long>();
        var replays = new ArrayList<Replay>();
        for (var n : found) {
            var group = groups.with(n);
            if (group.isEmpty() || !done.addAll(group)) {
                continue;
            }
            if (range.rejected() && groups.isPartly(group)) {
                partly.addAll(group);
                continue;
            }
            if (isRemoved(range.rejected(), group, groups)) {
                removed.addAll(group);
                continue;
            }
            var replay = range.rejected()
                    ? Replay.rejected(group, groups, batches)
                    : Replay.whole(group, range.dataset(), groups, batches);
            if (!replay.replaces().isEmpty()) {
                replays.add(range.suspects() ? replay.withSuspects() : replay);
            }
        }
        return new Found(seen, packed(replays), held, List.copyOf(partly), List.copyOf(removed));
    }

    /** Whether something of what a group would be cleaned from is removed: it is never cleaned again in part. */
    private static boolean isRemoved(boolean rejected, Collection<Long> group, BatchGroups groups) {
        var removal = groups.removal();
        return group.stream()
                .anyMatch(n -> rejected
                        ? removal.holds(Removal.REJECTED, n) && !groups.areRejectionsSettled(n)
                        : groups.readsFirst(n) && removal.holds(Removal.RAW, n));
    }

    /**
     * Looks which committed batches have what a range holds; writes nothing.
     *
     * @throws RefusedException if the range cannot be
     */
    public Within within(Range range) {
        check(range);
        var seen = batches.committedThrough();
        var totals = batches.totals(seen);
        var groups = new BatchGroups(batches, totals);
        var found = new ReplayRange(batches, zone, range.from(), range.to()).batches(seen, groups.releases());
        var all = new TreeSet<Long>();
        found.forEach(n -> all.addAll(groups.with(n)));
        return new Within(
                List.copyOf(all),
                found.stream().filter(totals.heldBatches()::contains).toList());
    }

    /**
     * Writes the plans.
     *
     * @throws RefusedException if a plan that is not committed yet is about one of the batches, or retention removes
     *     some of what is to be read; plans before stay
     */
    public List<Plan> commit(Found found, Commits commits) {
        var proposals = new Proposals(batches, commits);
        return found.replays().stream()
                .map(replay -> proposals.commit(found.seen(), replay.replaces(), before -> {
                    refuseRemoved(replay);
                    return replay.after(before, clock.instant(), datasets);
                }))
                .toList();
    }

    /** Right before the plan is written: a removal waits longer for it than that takes. */
    private void refuseRemoved(Replay replay) {
        var removal = batches.removals().newest();
        var zone = replay.kind() == BatchKind.REJECTED ? Removal.REJECTED : Removal.RAW;
        var removed =
                replay.replaces().stream().filter(n -> removal.holds(zone, n)).toList();
        if (zone.equals(Removal.RAW) ? areObjectsOf(removed) : !removed.isEmpty()) {
            throw new RefusedException("what batches " + BatchNumbers.words(removed) + " were cleaned from was just "
                    + removal.words() + ": ask again, and they are left out");
        }
    }

    private boolean areObjectsOf(List<Long> removed) {
        return removed.stream().anyMatch(n -> batches.planned(n).kind().readsFirst());
    }

    private List<Replay> packed(List<Replay> replays) {
        var packed = new ArrayList<Replay>();
        for (var replay : replays) {
            var last = packed.size() - 1;
            if (last >= 0
                    && packed.get(last).suspects() == replay.suspects()
                    && packed.get(last).lines() + replay.lines() <= maxRecords) {
                packed.set(last, packed.get(last).plus(replay));
            } else {
                packed.add(replay);
            }
        }
        return packed;
    }

    private void check(Range range) {
        if (!range.from().isBefore(range.to())) {
            throw new RefusedException("--from " + range.from() + " is not before --to " + range.to()
                    + ": the range begins with --from and ends before --to");
        }
        if (range.to().isAfter(clock.instant())) {
            throw new RefusedException("--to " + range.to() + " is in the future (now it is " + clock.instant()
                    + "): name a time that has passed; what arrives now is cleaned anyway");
        }
        var names = datasets.stream().map(Dataset::name).sorted().toList();
        if (range.dataset() != null && !names.contains(range.dataset())) {
            throw new RefusedException(
                    "no dataset is called " + range.dataset() + "; there are " + String.join(", ", names));
        }
        if (range.dataset() != null && range.rejected()) {
            throw new RefusedException("--rejected reads the rejected lines of all datasets: leave --dataset out");
        }
    }
}
