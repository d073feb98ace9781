package io.millrace.city;

import io.millrace.dataset.Observation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Observations that are published one after the other. */
public final class RowQueue {
    private final Deque<Observation> left;

    RowQueue(Collection<Observation> observations) {
        this.left = new ArrayDeque<>(observations);
    }

    public boolean isLeft() {
        return !left.isEmpty();
    }

    public Observation next() {
        return left.removeFirst();
    }
}
