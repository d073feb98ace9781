package io.millrace.retention;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One look for what may go: requests to the bucket, one after the other. Not thread-safe. */
public final class TidyRound {
    private final Deque<Task> tasks;
    private final String waits;
    private Step step;
    private long objects;
    private long bytes;

    /** @param waits what is waited for, for people; null: nothing */
    TidyRound(List<Task> tasks, String waits) {
        this.tasks = new ArrayDeque<>(tasks);
        this.waits = waits;
    }

    /** Whether there is a request to make. */
    public boolean hasStep() {
        return step != null;
    }

    public Step step() {
        return step;
    }

    /** Finds the next request, once the one before is done. */
    void advance() throws Exception {
        if (step != null) {
            objects += step.keys().size();
            bytes += step.bytes();
        }
        step = null;
        while (step == null && !tasks.isEmpty()) {
            step = tasks.peek().next();
            if (step == null) {
                tasks.remove();
            }
        }
    }

    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    String waits() {
        return waits;
    }
}
