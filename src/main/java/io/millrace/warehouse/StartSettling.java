package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.Removal;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles once where a warehouse begins. It is written into the warehouse before the first load; from that load on no
 * setting changes it. Not thread-safe.
 */
final class StartSettling {
    private static final Logger LOG = LoggerFactory.getLogger(StartSettling.class);

    private final Warehouse warehouse;
    private final Batches batches;
    private final LoadFrom from;
    private boolean settled;

    StartSettling(Warehouse warehouse, Batches batches, LoadFrom from) {
        this.warehouse = warehouse;
        this.batches = batches;
        this.from = from;
    }

    /**
     * Does nothing once it is settled, or while there is nothing to load.
     *
     * @param datasets those in use
     * @throws IllegalStateException if retention has removed what the warehouse would have to begin with, with the cure
     */
    synchronized void settle(List<Dataset> datasets) throws SQLException {
        while (!settled && !datasets.isEmpty()) {
            var found = warehouse.start();
            if (found.loaded() && found.isSettled()) {
                warnOfOther(found, datasets);
                settled = true;
            } else {
                settled = settle(found, datasets);
            }
        }
    }

    private boolean settle(Start found, List<Dataset> datasets) throws SQLException {
        // A ledger from before there was anything to settle began with the first batch.
        var wanted = found.loaded() ? new Start(1, LoadFrom.FIRST_OF_ALL, true) : wanted(found);
        if (!found.loaded()) {
            expectThere(wanted.first(), datasets);
        }
        if (wanted.equals(found)) {
            return true;
        }
        var isDone = warehouse.settle(datasets, found, wanted);
        if (isDone && wanted.first() > 1) {
            LOG.info("warehouse={} begins with batch={} load.from={}", warehouse.name(), wanted.first(), wanted.from());
        }
        // Also where it was settled for a warehouse that is older than its setting.
        return isDone && !found.loaded();
    }

    /** What is settled stays, but for another setting while nothing is loaded. */
    private Start wanted(Start found) {
        return from.words().equals(found.from()) ? found : new Start(firstSince(), from.words(), false);
    }

    /** Number of the first batch that was committed since; the next one, if none was. */
    private long firstSince() {
        long low = 1;
        var high = batches.committedThrough() + 1;
        if (from.words().equals(LoadFrom.FIRST_OF_ALL)) {
            return low;
        }
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (batches.committed(middle).committed().isBefore(from.at())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void expectThere(long first, List<Dataset> datasets) {
        for (var dataset : datasets) {
            var gone = lastRemoved(dataset, first);
            if (gone > 0) {
                throw new IllegalStateException("warehouse " + warehouse.name() + " is new and would begin with batch "
                        + first + ", but the files of " + dataset.name() + " through batch " + gone + " were "
                        + batches.removals().newest().words() + ": set " + from.setting() + ": " + behind(gone)
                        + " to begin behind them, or begin with a copy of the database of another warehouse");
            }
        }
    }

    /** The newest batch from {@code first} on whose rows count and whose files are gone; 0 if there is none. */
    private long lastRemoved(Dataset dataset, long first) {
        var removed = batches.removals().newest().of(Removal.processed(dataset.name()));
        var replacements = removed.isEmpty() ? null : Replacements.of(batches);
        return removed.numbers()
                .filter(n -> n >= first && n <= batches.committedThrough())
                .boxed()
                .sorted(Comparator.reverseOrder())
                .filter(n -> !replacements.isReplaced(n, dataset.name()))
                .filter(n -> Load.written(batches.committed(n), dataset).rows() > 0)
                .findFirst()
                .orElse(0L);
    }

    /** The time to set for a warehouse that is to begin behind a batch. */
    private String behind(long gone) {
        return gone < batches.committedThrough()
                ? batches.committed(gone + 1).committed().toString()
                : "now";
    }

    private void warnOfOther(Start found, List<Dataset> datasets) {
        found.otherThan(from, warehouse.forget(datasets))
                .ifPresent(said -> LOG.warn("warehouse={} {}", warehouse.name(), said));
    }
}
