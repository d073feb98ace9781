package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Removal;
import io.millrace.lake.Totals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Held batches: cleaned after all, or given up. Thread-safe. */
public final class HeldBatches {
    private final Batches batches;
    private final List<Dataset> datasets;
    private final Clock clock;

    public HeldBatches(Batches batches, List<Dataset> datasets, Clock clock) {
        this.batches = batches;
        this.datasets = List.copyOf(datasets);
        this.clock = clock;
    }

    /**
     * Plans to clean held batches, each as a batch of its own.
     *
     * @return the plans, written
     * @throws RefusedException if one of them is not held; then none is planned
     */
    public List<Plan> release(List<Long> numbers, Commits commits) {
        var seen = batches.committedThrough();
        refuseOthers(numbers, seen);
        var totals = batches.totals(seen);
        var plans = new ArrayList<Plan>();
        for (var n : new TreeSet<>(numbers)) {
            var concerned = release(n, batches.latestPlan(), totals).replaces();
            plans.add(new Proposals(batches, commits).commit(seen, concerned, before -> release(n, before, totals)));
        }
        return plans;
    }

    /**
     * Plans to give held batches up.
     *
     * @return the plan, written
     * @throws RefusedException if one of them is not held; then none is given up
     */
    public Plan drop(List<Long> numbers, Commits commits) {
        var seen = batches.committedThrough();
        refuseOthers(numbers, seen);
        var all = List.copyOf(new TreeSet<>(numbers));
        return new Proposals(batches, commits)
                .commit(
                        seen,
                        all,
                        before -> Plan.about(
                                before,
                                clock.instant(),
                                BatchKind.DROP,
                                all,
                                null,
                                List.of(),
                                List.of(),
                                Declarations.of(datasets, null)));
    }

    /** A release of the first batch that was held for a version which this program knows by now. */
    Optional<Plan> releaseKnown(Plan before) {
        var totals = batches.totals(before.n());
        return totals.heldBatches().stream()
                .filter(n -> isKnown(batches.remembered(n).held()))
                .findFirst()
                .map(n -> release(n, before, totals));
    }

    private boolean isKnown(Manifest.Held held) {
        return held.reason().equals(Manifest.Held.NEWER_VERSION)
                && datasets.stream()
                        .anyMatch(dataset ->
                                dataset.name().equals(held.dataset()) && dataset.version() >= held.version());
    }

    private Plan release(long n, Plan before, Totals totals) {
        var held = batches.planned(n);
        if (held.kind().readsFirst()) {
            return Plan.about(
                    before,
                    clock.instant(),
                    BatchKind.RELEASE,
                    List.of(n),
                    null,
                    held.objects(),
                    List.of(),
                    Declarations.of(datasets, null));
        }
        // What it was about may have been replaced by another meanwhile.
        var groups = new BatchGroups(batches, totals);
        var group = new TreeSet<Long>();
        held.replaces().forEach(one -> group.addAll(groups.with(one)));
        if (held.kind().rewrites()) {
            return rewriteAgain(n, before, held.kind(), group, groups, totals);
        }
        refuseRemoved(n, held, group, groups);
        var replay = held.kind() == BatchKind.REJECTED
                ? Replay.rejected(group, groups, batches)
                : Replay.whole(group, held.only(), groups, batches);
        var self = new Replay(replay.kind(), List.of(n), replay.only(), List.of(), List.of(), 0, held.suspects());
        return replay.plus(self).after(before, clock.instant(), datasets);
    }

    private Plan rewriteAgain(
            long n, Plan before, BatchKind kind, SortedSet<Long> group, BatchGroups groups, Totals totals) {
        var files = FileGroup.of(group, groups, batches, totals.replacing(), batches::committed);
        refuse(n, files.removed(), groups.removal());
        group.add(n);
        return Plan.about(
                before,
                clock.instant(),
                kind,
                List.copyOf(group),
                null,
                List.of(),
                files.keys(),
                Declarations.of(datasets, null));
    }

    private void refuseRemoved(long n, Plan held, Collection<Long> group, BatchGroups groups) {
        var removal = groups.removal();
        var removed = group.stream()
                .filter(one -> held.kind() == BatchKind.REJECTED
                        ? removal.holds(Removal.REJECTED, one) && !groups.areRejectionsSettled(one)
                        : groups.readsFirst(one) && removal.holds(Removal.RAW, one))
                .toList();
        refuse(n, removed, removal);
    }

    private static void refuse(long n, List<Long> removed, Removal removal) {
        if (!removed.isEmpty()) {
            throw new RefusedException("batch " + n + " would read files of batches " + BatchNumbers.words(removed)
                    + ", and some of these were " + removal.words() + ": drop it (./millrace batches drop "
                    + n + "), what it was about stays as it is");
        }
    }

    private void refuseOthers(List<Long> numbers, long committed) {
        var held = batches.totals(committed).heldBatches();
        for (var n : numbers) {
            if (!held.contains(n)) {
                var what = n < 1 || n > batches.newestPlan()
                        ? "there is no batch " + n
                        : n > committed ? "batch " + n + " is not committed yet" : "batch " + n + " is not held";
                throw new RefusedException(what + "; held are "
                        + (held.isEmpty() ? "none" : BatchNumbers.words(held))
                        + " (./millrace batches list shows them)");
            }
        }
    }
}
