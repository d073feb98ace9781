package io.millrace.fetch;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** The pages of one host that wait: those that may be taken, the oldest first, and those that may be later. */
final class HostQueue {
    private static final Comparator<QueuedPage> OLDEST =
            Comparator.<QueuedPage>comparingLong(page -> page.fetched).thenComparingLong(page -> page.place);

    final String name;
    /** When it is to be looked at again, nanoseconds of {@link Time#nanoTime()}; meaningful while it is queued. */
    long due;

    boolean busy;

    private final PriorityQueue<QueuedPage> now = new PriorityQueue<>(OLDEST);
    private final PriorityQueue<QueuedPage> later =
            new PriorityQueue<>(Comparator.comparingLong(page -> page.notBefore));

    HostQueue(String name) {
        this.name = name;
    }

    void add(QueuedPage page) {
        later.add(page);
    }

    boolean isEmpty() {
        return now.isEmpty() && later.isEmpty();
    }

    int size() {
        return now.size() + later.size();
    }

    /** The oldest page that may be taken; null if there is none yet. */
    QueuedPage take(long nanoTime) {
        while (!later.isEmpty() && later.peek().notBefore - nanoTime <= 0) {
            now.add(later.poll());
        }
        return now.poll();
    }

    /** Nanoseconds until a page may be taken; of a queue that is not empty. */
    long waitFor(long nanoTime) {
        return now.isEmpty() ? Math.max(0, later.peek().notBefore - nanoTime) : 0;
    }

    void removeIf(Predicate<QueuedPage> gone) {
        now.removeIf(gone);
        later.removeIf(gone);
    }
}
