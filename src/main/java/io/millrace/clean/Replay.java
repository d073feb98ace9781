package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What one plan of a replay reads and replaces: whole groups of batches.
 *
 * @param kind {@link BatchKind#REPLAY} or {@link BatchKind#REJECTED}
 * @param replaces numbers of the batches, in order
 * @param objects raw objects to read
 * @param files files of rejected lines to read
 * @param lines records or rejected lines in them
 * @param suspects whether lines that are suspect are taken as true: they were before, or a person wants it now
 */
public record Replay(
        BatchKind kind,
        List<Long> replaces,
        String only,
        List<RawObject> objects,
        List<String> files,
        long lines,
        boolean suspects) {

    /** All raw objects of a group. */
    static Replay whole(Collection<Long> group, String only, BatchGroups groups, Batches batches) {
        var objects = new ArrayList<RawObject>();
        group.stream()
                .filter(groups::readsFirst)
                .forEach(n -> objects.addAll(batches.planned(n).objects()));
        var lines = objects.stream().mapToLong(RawObject::count).sum();
        return new Replay(
                BatchKind.REPLAY, List.copyOf(group), only, objects, List.of(), lines, wereTrue(group, batches));
    }

    /** The rejected lines of a group that are still rejected; of no batches where there are none. */
    static Replay rejected(Collection<Long> group, BatchGroups groups, Batches batches) {
        var replaces = new ArrayList<Long>();
        var files = new ArrayList<String>();
        long lines = 0;
        for (var n : group) {
            if (groups.areRejectionsSettled(n)) {
                continue;
            }
            var manifest = batches.committed(n);
            if (!manifest.rejectedFiles().isEmpty()) {
                replaces.add(n);
                files.addAll(manifest.rejectedFiles());
                lines += manifest.rejected() - manifest.erased();
            }
        }
        return new Replay(BatchKind.REJECTED, replaces, null, List.of(), files, lines, wereTrue(group, batches));
    }

    /** What a person has taken as true stays so whenever it is cleaned again. */
    private static boolean wereTrue(Collection<Long> group, Batches batches) {
        return group.stream().anyMatch(n -> batches.planned(n).suspects());
    }

    /** The same, which takes suspect lines as true. */
    Replay withSuspects() {
        return new Replay(kind, replaces, only, objects, files, lines, true);
    }

    /** This and another of the same kind in one plan. */
    Replay plus(Replay more) {
        var all = new TreeSet<>(replaces);
        all.addAll(more.replaces);
        var allObjects = new ArrayList<>(objects);
        allObjects.addAll(more.objects);
        var allFiles = new ArrayList<>(files);
        allFiles.addAll(more.files);
        return new Replay(
                kind, List.copyOf(all), only, allObjects, allFiles, lines + more.lines, suspects || more.suspects);
    }

    /** As the plan that follows another. */
    Plan after(Plan before, Instant now, List<Dataset> datasets) {
        return Plan.about(before, now, kind, replaces, only, objects, files, Declarations.of(datasets, only))
                .with(suspects);
    }
}
