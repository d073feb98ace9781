package io.millrace.retention;

import io.millrace.lake.Listing.Entry;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is to be deleted into requests. Not thread-safe. */
final class Keys {
    /** As many as one request may name, with room for what one batch adds. */
    private static final int MOST = 1_000;

    private final List<Entry> waiting = new ArrayList<>();
    private long count;
    private long bytes;

    void add(Entry entry) {
        waiting.add(entry);
    }

    boolean isFull() {
        return waiting.size() >= MOST;
    }

    boolean isAny() {
        return !waiting.isEmpty();
    }

    /** The next request. */
    Step take() {
        var part = waiting.subList(0, Math.min(MOST, waiting.size()));
        var size = part.stream().mapToLong(Entry::bytes).sum();
        var step = Step.delete(part.stream().map(Entry::key).toList(), size);
        count += part.size();
        bytes += size;
        part.clear();
        return step;
    }

    /** How many were taken. */
    long count() {
        return count;
    }

    /** Bytes of those that were taken. */
    long bytes() {
        return bytes;
    }
}
