package io.millrace.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One round over the catalog, request by request: each is found out when those before it are done. Not thread-safe. */
public final class CatalogRound {
    /** Finds the requests of one part of a round, one after the other; null when there are no more. */
    @FunctionalInterface
    interface Task {
        CatalogStep next();
    }

    private final Deque<Task> tasks;
    private final Count count;
    private final List<String> faults;
    private CatalogStep step;

    /** What a round did. Written by its tasks. */
    static final class Count {
        private long tables;
        private long created;
        private long deleted;

        void table() {
            tables++;
        }

        void created(long partitions) {
            created += partitions;
        }

        void deleted(long partitions) {
            deleted += partitions;
        }
    }

    /** @param faults why tables are left out; filled by the tasks */
    CatalogRound(List<Task> tasks, Count count, List<String> faults) {
        this.tasks = new ArrayDeque<>(tasks);
        this.count = count;
        this.faults = faults;
    }

    /** Whether there is a request to make. */
    public boolean hasStep() {
        return step != null;
    }

    /** The request to make now. */
    public CatalogStep step() {
        return step;
    }

    /** Tables made or changed. */
    public long tables() {
        return count.tables;
    }

    /** Partitions that were registered. */
    public long created() {
        return count.created;
    }

    /** Partitions that were taken out. */
    public long deleted() {
        return count.deleted;
    }

    /** Why tables are left out, for people. */
    List<String> faults() {
        return faults;
    }

    /** Finds the next request. */
    void advance() {
        step = null;
        while (step == null && !tasks.isEmpty()) {
            step = tasks.peek().next();
            if (step == null) {
                tasks.remove();
            }
        }
    }

    /** Hands over the answer to the request, and finds the next one. */
    void advance(Object answer) {
        step.took().accept(answer);
        advance();
    }
}
