package io.millrace.warehouse;

import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which committed batches have taken the place of which.
 *
 * @param replacing numbers of the batches that took the place of others
 */
record Replacements(Batches batches, List<Long> replacing) {
    /** As the newest committed manifest knows them. */
    static Replacements of(Batches batches) {
        return new Replacements(
                batches, batches.totals(batches.committedThrough()).replacing());
    }

    /** Whether the files of a batch count for nothing any more. */
    boolean isReplaced(long n, String dataset) {
        return batches.replacerOf(n, dataset, replacing).isPresent();
    }

    /** Whether a batch's rows of a dataset take the place of others. */
    boolean isReplacing(Manifest manifest, String dataset) {
        return replacing.contains(manifest.n()) && covers(manifest, dataset);
    }

    /** The batch whose files hold what was in {@code n}: itself, or the last that took its place. */
    long carrier(long n, String dataset) {
        var carrier = n;
        for (var next = batches.replacerOf(n, dataset, replacing);
                next.isPresent();
                next = batches.replacerOf(carrier, dataset, replacing)) {
            carrier = next.get();
        }
        return carrier;
    }

    /** The batches whose rows a batch takes the place of, with those whose place they took before. */
    SortedSet<Long> takenBy(Manifest manifest, String dataset) {
        var taken = new TreeSet<Long>();
        take(manifest, dataset, taken);
        return taken;
    }

    private void take(Manifest manifest, String dataset, SortedSet<Long> taken) {
        for (var n : manifest.replaces()) {
            if (taken.add(n) && replacing.contains(n)) {
                var before = batches.committed(n);
                if (covers(before, dataset)) {
                    take(before, dataset, taken);
                }
            }
        }
    }

    private static boolean covers(Manifest manifest, String dataset) {
        return manifest.only() == null || manifest.only().equals(dataset);
    }
}
