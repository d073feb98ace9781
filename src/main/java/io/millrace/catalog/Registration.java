package io.millrace.catalog;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Registers what was committed since the ledger was written: the days of each batch that counts, and the hours of the raw
 * zone that it read. Goes portion by portion, and remembers each.
 */
final class Registration implements CatalogRound.Task {
    /** Batches of one portion, each of which costs two questions. */
    static final int MOST_BATCHES = 500;

    private final Catalog.Parts parts;
    private final TableSetup setup;
    private final PartitionSteps steps;
    private final Set<CatalogPartition> knownHours;
    private Map<String, Long> through;
    private Standing standing;
    private boolean portion;
    private boolean replaced;

    /** @param knownHours hours that this process has registered; added to */
    Registration(Catalog.Parts parts, TableSetup setup, PartitionSteps steps, Set<CatalogPartition> knownHours) {
        this.parts = parts;
        this.setup = setup;
        this.steps = steps;
        this.knownHours = knownHours;
    }

    /** Whether one of the batches took the place of others. */
    boolean hasReplaced() {
        return replaced;
    }

    /** The batch through which all tables have every one; known once there are no more steps. */
    long through() {
        return through.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    @Override
    public CatalogStep next() {
        if (through == null) {
            standing = Standing.of(parts.batches(), parts.tables());
            through = begin();
        }
        var step = steps.next();
        if (step != null) {
            return step;
        }
        if (portion) {
            portion = false;
            return parts.ledger().advance(through, setup.ready());
        }
        if (through() >= standing.committed() || through.isEmpty()) {
            return null;
        }
        gather(through() + 1, Math.min(standing.committed(), through() + MOST_BATCHES));
        portion = true;
        return next();
    }

    private Map<String, Long> begin() {
        var begin = new TreeMap<String, Long>();
        for (var table : ready()) {
            var known = parts.ledger().through(table.name(), setup.ready().get(table.name()));
            begin.put(table.name(), known >= 0 ? known : isUnwritten(table) ? standing.committed() : before(table));
        }
        return begin;
    }

    /** A dataset that is new to an old lake is in none of its batches. */
    private boolean isUnwritten(CatalogTable table) {
        return table.dataset() != null
                && parts.batches().totals(standing.committed()).rows().getOrDefault(table.name(), 0L) == 0;
    }

    /** The last batch that cannot have anything of it. */
    private long before(CatalogTable table) {
        return table.dataset() == null ? 0 : parts.inUse().of(table.dataset()).from() - 1;
    }

    private List<CatalogTable> ready() {
        return parts.tables().stream()
                .filter(table -> setup.ready().containsKey(table.name()))
                .toList();
    }

    private void gather(long from, long to) {
        var found = new LinkedHashMap<CatalogTable, Set<CatalogPartition>>();
        for (var n = from; n <= to; n++) {
            var manifest = parts.batches().committed(n);
            replaced |= manifest.kind().replacesRows() && manifest.held() == null;
            for (var table : ready()) {
                if (through.get(table.name()) < n) {
                    var here = table.dataset() == null
                            ? hours(n, manifest.kind(), parts.batches())
                            : standing.counts(n, table.name())
                                    ? CatalogPartition.of(manifest, table.name(), parts.bucket())
                                    : List.<CatalogPartition>of();
                    found.computeIfAbsent(table, t -> new LinkedHashSet<>()).addAll(here);
                }
            }
        }
        found.forEach(steps::create);
        through.replaceAll((table, n) -> Math.max(n, to));
    }

    /** A batch of another kind reads what one before it has read. */
    private List<CatalogPartition> hours(long n, BatchKind kind, Batches batches) {
        if (kind != BatchKind.NEW) {
            return List.of();
        }
        var fresh = new ArrayList<CatalogPartition>();
        for (var hour : CatalogPartition.of(batches.planned(n), parts.bucket())) {
            if (knownHours.add(hour)) {
                fresh.add(hour);
            }
        }
        return fresh;
    }
}
