package io.millrace.catalog;

import io.millrace.lake.BatchSet;
import io.millrace.lake.Batches;
import io.millrace.lake.Removal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which batches' files count at one moment.
 *
 * @param committed number through which every batch is committed
 * @param removal number of the newest removal by retention
 * @param gone dataset to the batches whose rows others took the place of, or retention removed
 */
record Standing(long committed, long removal, Map<String, BatchSet> gone) {
    static Standing of(Batches batches, List<CatalogTable> tables) {
        var committed = batches.committedThrough();
        var removal = batches.removals().newest();
        var replacing = batches.totals(committed).replacing();
        var gone = new TreeMap<String, BatchSet>();
        for (var table : tables) {
            if (table.dataset() != null) {
                var set = removal.of(Removal.processed(table.name()));
                for (var m : replacing) {
                    var manifest = batches.remembered(m);
                    if (manifest.only() == null || manifest.only().equals(table.name())) {
                        set = set.plus(BatchSet.of(manifest.replaces()));
                    }
                }
                gone.put(table.name(), set);
            }
        }
        return new Standing(committed, removal.n(), gone);
    }

    boolean counts(long n, String dataset) {
        return n >= 1 && n <= committed && !gone.get(dataset).holds(n);
    }
}
