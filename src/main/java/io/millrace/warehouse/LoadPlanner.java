package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.References;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.Manifest;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decides which committed batches the next load of a warehouse takes. Thread-safe. */
final class LoadPlanner {
    /** Batches of a load without rows, whose ledger rows are one statement. */
    private static final int MOST_EMPTY = 500;

    private final Warehouse warehouse;
    private final References references;
    private final Batches batches;
    private final LoadSize size;
    private final Troubles troubles;
    private final Map<Long, Manifest> read;

    LoadPlanner(Warehouse warehouse, References references, Batches batches, LoadSize size, Troubles troubles) {
        this.warehouse = warehouse;
        this.references = references;
        this.batches = batches;
        this.size = size;
        this.troubles = troubles;
        this.read = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Manifest> eldest) {
                return size() > Math.max(2 * size.batches(), MOST_EMPTY);
            }
        };
    }

    /** The next load of a dataset: committed batches that the ledger does not hold; null if none is due. */
    Load due(DatasetInUse used) throws SQLException {
        var ledger = warehouse.ledger(used);
        ledger.refresh();
        return next(used.dataset(), ledger);
    }

    /** All that is due of a dataset now, load after load, if nothing comes between. */
    List<Load> allDue(DatasetInUse used) throws SQLException {
        // A copy of the ledger, which is told what is not true yet.
        var ledger = new Ledger(warehouse, used);
        ledger.refresh();
        var loads = new ArrayList<Load>();
        for (var load = next(used.dataset(), ledger); load != null; load = next(used.dataset(), ledger)) {
            loads.add(load);
            ledger.add(load.batches());
        }
        return loads;
    }

    private Load next(Dataset dataset, Ledger ledger) {
        var committed = batches.committedThrough();
        var most = warehouse.sql().dialect().most(size, dataset).atMost(troubles.most(dataset.name()));
        var due = new Gathering(dataset, most, false, ledger.first());
        for (var n = ledger.through() + 1; n <= committed && !due.isFull(); n++) {
            if (!ledger.holds(n) && !troubles.isLeftOut(dataset.name(), n) && isLoadedHere(n)) {
                due.add(n);
            }
        }
        return due.load();
    }

    /** A warehouse that loads by itself takes what is plain; what is about other batches is Millrace's. */
    private boolean isLoadedHere(long n) {
        return warehouse.sql().dialect().isLoadedHere()
                || !manifest(n).replaces().isEmpty();
    }

    /** Numbers of the batches that hold now what was in those that are in the ledger, in order. */
    private Deque<Long> carriers(DatasetInUse used, Collection<Long> numbers) throws SQLException {
        var ledger = warehouse.ledger(used);
        ledger.refresh();
        var replacements = Replacements.of(batches);
        var carriers = new TreeSet<Long>();
        for (var n : numbers) {
            var carrier = replacements.carrier(n, used.name());
            if (carrier >= ledger.first() && ledger.holds(n) && ledger.holds(carrier)) {
                carriers.add(carrier);
            }
        }
        return new ArrayDeque<>(carriers);
    }

    /** Loads that put right what the table has of these batches. */
    List<Load> repairs(DatasetInUse used, Collection<Long> numbers) throws SQLException {
        var carriers = carriers(used, numbers);
        var first = warehouse.ledger(used).first();
        var loads = new ArrayList<Load>();
        // What was before the warehouse began may not be there at all.
        var early = numbers.stream().filter(n -> n < first).toList();
        while (!carriers.isEmpty()) {
            var due = new Gathering(used.dataset(), size, true, first);
            if (loads.isEmpty()) {
                due.taken.addAll(early);
            }
            while (!carriers.isEmpty() && due.add(carriers.peek())) {
                carriers.remove();
            }
            loads.add(due.load());
        }
        return loads;
    }

    private synchronized Manifest manifest(long n) {
        return read.computeIfAbsent(n, m -> batches.committed(m).with(null));
    }

    /** Batches of one load, until it is full. */
    private final class Gathering {
        private final Dataset dataset;
        private final boolean repair;
        private final long first;
        private final Replacements replacements = Replacements.of(batches);
        private final List<Manifest> manifests = new ArrayList<>();
        private final Set<Long> replaced = new HashSet<>();
        private final Collection<Long> taken = new TreeSet<>();
        private LoadSize left;
        private final int mostEmpty;
        private boolean empty = true;
        private boolean full;

        Gathering(Dataset dataset, LoadSize size, boolean repair, long first) {
            this.dataset = dataset;
            this.repair = repair;
            this.first = first;
            this.left = size;
            this.mostEmpty = Math.min(MOST_EMPTY, troubles.most(dataset.name()));
        }

        boolean isFull() {
            return full;
        }

        /** Takes the batch in; false if it has to wait for the next load. */
        boolean add(long n) {
            var manifest = manifest(n);
            var isReplaced = replacements.isReplaced(n, dataset.name());
            var takes = !isReplaced && replacements.isReplacing(manifest, dataset.name());
            var alone = takes || troubles.isKnown(dataset.name(), n);
            var rest = left.less(isReplaced ? Load.NOTHING : Load.written(manifest, dataset));
            var isEmpty = !repair && !takes && Load.written(manifest, dataset).rows() == 0;
            var fits = rest.fits() || empty && isEmpty && manifests.size() < mostEmpty;
            if (full || !manifests.isEmpty() && (alone || !fits)) {
                full = true;
                return false;
            }
            empty &= isEmpty;
            manifests.add(manifest);
            left = rest;
            full = alone;
            if (isReplaced) {
                replaced.add(n);
            } else if (takes) {
                taken.addAll(replacements.takenBy(manifest, dataset.name()));
            }
            if (repair) {
                taken.add(n);
            }
            return true;
        }

        Load load() {
            return manifests.isEmpty()
                    ? null
                    : new Load(
                            dataset,
                            manifests,
                            new Load.Extent(replaced, taken, repair, full && !repair, first, null),
                            references,
                            warehouse.sql());
        }
    }
}
