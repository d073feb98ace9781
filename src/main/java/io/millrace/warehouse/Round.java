package io.millrace.warehouse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * One look at a warehouse for loads that are due: dataset after dataset, each until no full load is left. Not
 * thread-safe: one exchange has it.
 */
public final class Round {
    /** Finds a dataset's next load. */
    interface Finder {
        /** The load; null if none is due. */
        Load find() throws Exception;
    }

    /**
     * What one load did.
     *
     * @param changes nothing, if it did not happen
     * @param failure why it did not happen; null if it did
     */
    public record Done(String warehouse, String dataset, List<Long> batches, Changes changes, String failure) {}

    /**
     * Rows of a table that a load changes.
     *
     * @param inserted rows of keys that it did not have
     * @param updated rows in the place of others
     * @param deleted rows that are gone
     */
    public record Changes(long inserted, long updated, long deleted) {
        public static final Changes NONE = new Changes(0, 0, 0);

        public Changes plus(Changes more) {
            return new Changes(inserted + more.inserted, updated + more.updated, deleted + more.deleted);
        }
    }

    private final Deque<Finder> finders;
    private final List<Done> done = new ArrayList<>();
    private Finder found;
    private Load load;

    Round(Collection<Finder> finders) {
        this.finders = new ArrayDeque<>(finders);
    }

    /** Takes it on to the next load; null if it is over. */
    Load next() throws Exception {
        load = null;
        while (load == null && !finders.isEmpty()) {
            found = finders.peek();
            load = found.find();
            if (load == null || !load.isFull()) {
                finders.remove();
            }
        }
        return load;
    }

    public boolean hasLoad() {
        return load != null;
    }

    /** The load that is to be done now. */
    public Load load() {
        return load;
    }

    /** The last load's dataset is left to the next round. */
    void leave() {
        finders.remove(found);
    }

    /** The last load failed and is to be looked at again, in this round. */
    void again(Finder finder) {
        finders.addFirst(finder);
    }

    void add(Done one) {
        done.add(one);
    }

    /** What it did so far, in order. */
    public List<Done> done() {
        return List.copyOf(done);
    }
}
