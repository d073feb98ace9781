package io.millrace.retention;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which batches others still read from: those that are held, and what plans under way or held are about. */
final class Needed {
    private Needed() {}

    /**
     * Numbers of these batches, and of all that can only be cleaned again together with one of them.
     *
     * @param committed number through which every batch is committed
     */
    static Set<Long> of(Batches batches, long committed) {
        var needed = new HashSet<Long>();
        for (var n = committed + 1; n <= batches.newestPlan(); n++) {
            needed.add(n);
            needed.addAll(batches.planned(n).replaces());
        }
        var totals = batches.totals(committed);
        for (var n : totals.heldBatches()) {
            needed.add(n);
            needed.addAll(batches.remembered(n).replaces());
        }
        spread(needed, totals.about().stream().map(batches::remembered).toList());
        return needed;
    }

    private static void spread(Set<Long> needed, List<Manifest> about) {
        var left = new ArrayList<>(about);
        left.removeIf(manifest -> manifest.kind() == BatchKind.DROP);
        var grew = !needed.isEmpty();
        while (grew) {
            grew = false;
            for (var manifests = left.iterator(); manifests.hasNext(); ) {
                var manifest = manifests.next();
                if (needed.contains(manifest.n()) || !Collections.disjoint(needed, manifest.replaces())) {
                    needed.add(manifest.n());
                    needed.addAll(manifest.replaces());
                    grew = true;
                    manifests.remove();
                }
            }
        }
    }
}
