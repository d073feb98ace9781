package io.millrace.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Takes out what does not count any more, or never did: partitions of batches whose place others took, whose files
 * retention removed, or that are not committed; hours of the raw zone that are empty.
 */
final class Sweep implements CatalogRound.Task {
    /** Retention goes from the oldest hour on: after so many hours that have files it has not come further. */
    private static final int FULL_HOURS = 24;

    private final Catalog.Parts parts;
    private final TableSetup setup;
    private final PartitionSteps steps;
    private final Set<CatalogPartition> knownHours;
    private long removal;
    private boolean begun;

    /** @param knownHours hours that this process has registered; those that are taken out are removed */
    Sweep(Catalog.Parts parts, TableSetup setup, PartitionSteps steps, Set<CatalogPartition> knownHours) {
        this.parts = parts;
        this.setup = setup;
        this.steps = steps;
        this.knownHours = knownHours;
    }

    /** The newest removal that was seen; known once there are no more steps. */
    long removal() {
        return removal;
    }

    @Override
    public CatalogStep next() {
        if (!begun) {
            begun = true;
            removal = parts.batches().removals().newest().n();
            parts.tables().stream()
                    .filter(table -> setup.ready().containsKey(table.name()))
                    .forEach(this::look);
        }
        return steps.next();
    }

    private void look(CatalogTable table) {
        var there = parts.glue().partitions(table.name());
        if (table.dataset() == null) {
            var empty = empty(there);
            knownHours.removeAll(empty);
            steps.delete(table, empty);
            return;
        }
        // Asked for after the list was taken: what is in it was committed by then.
        var standing = Standing.of(parts.batches(), parts.tables());
        steps.delete(
                table,
                there.stream()
                        .filter(partition -> partition
                                .batch()
                                .filter(n -> standing.counts(n, table.name()))
                                .isEmpty())
                        .toList());
    }

    private List<CatalogPartition> empty(List<CatalogPartition> hours) {
        var empty = new ArrayList<CatalogPartition>();
        var full = 0;
        for (var hour : hours.stream()
                .sorted(Comparator.comparing(one -> String.join("/", one.values())))
                .toList()) {
            if (parts.hasFiles(hour)) {
                full++;
            } else {
                empty.add(hour);
            }
            if (full == FULL_HOURS) {
                return empty;
            }
        }
        return empty;
    }
}
