package io.millrace.warehouse;

import io.millrace.lake.DatasetInUse;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;

/**
 * What a warehouse's ledger holds of one dataset. Asked for the rest alone: what is in it stays in it, so that it costs
 * the same with twenty thousand batches as with two hundred. Thread-safe.
 */
final class Ledger {
    private final Warehouse warehouse;
    private final DatasetInUse used;
    private final TreeSet<Long> after = new TreeSet<>();
    private boolean asked;
    private long first = 1;
    private long through;

    Ledger(Warehouse warehouse, DatasetInUse used) {
        this.warehouse = warehouse;
        this.used = used;
    }

    /** Takes up what has been loaded since, by whomever. */
    synchronized void refresh() throws SQLException {
        if (asked) {
            var newest = newest();
            var found = warehouse.loadedFrom(used.dataset(), newest);
            if (found.contains(newest)) {
                add(found);
                return;
            }
            // Nothing is in it yet, or somebody emptied it to have everything loaded anew.
        }
        forget();
        first = Math.max(warehouse.start().first(), used.from());
        through = warehouse.loadedDensely(used.dataset(), first);
        asked = true;
        add(warehouse.loadedFrom(used.dataset(), through));
    }

    /** These are in it. */
    synchronized void add(Collection<Long> batches) {
        batches.stream().filter(n -> n > through).forEach(after::add);
        while (!after.isEmpty() && after.first() == through + 1) {
            through = after.pollFirst();
        }
    }

    /** Asks anew for all of it the next time. */
    synchronized void forget() {
        asked = false;
        through = first - 1;
        after.clear();
    }

    /** Number of the first batch that the warehouse loads at all. */
    synchronized long first() {
        return first;
    }

    /** The number through which every batch is in it, of those that the warehouse loads at all. */
    synchronized long through() {
        return through;
    }

    /** Whether a batch has not to be loaded any more. */
    synchronized boolean holds(long n) {
        return n <= through || after.contains(n);
    }

    private long newest() {
        return after.isEmpty() ? through : after.last();
    }
}
