package io.millrace.reconcile;

import io.millrace.lake.FailedWork;
import io.millrace.lake.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is kept under {@code failed/}: counted, and which publishers' events are among it. */
final class FailedEvents {
    private static final int ASKED_ONE_BY_ONE = 1_000;

    private final ObjectStore store;
    private final List<String> keys;
    private final Set<String> listed;
    private final Set<String> asked;

    private FailedEvents(ObjectStore store, List<String> keys, Set<String> asked) {
        this.store = store;
        this.keys = keys;
        this.listed = new HashSet<>(keys);
        this.asked = asked;
    }

    /**
     * Lists the failed events, the first thousand of them.
     *
     * @param asked keys that were found there one by one before
     */
    static FailedEvents list(ObjectStore store, Set<String> asked) {
        return new FailedEvents(store, store.list(FailedWork.EVENTS, null, Status.MOST_FAILED), asked);
    }

    /** Whether that event is kept as failed: it never reached the stream. */
    boolean holds(String publisher, long n) {
        var key = FailedWork.eventKey(publisher, n);
        if (listed.contains(key)) {
            return true;
        }
        if (keys.size() < Status.MOST_FAILED || key.compareTo(keys.get(keys.size() - 1)) <= 0) {
            return false;
        }
        if (asked.contains(key)) {
            return true;
        }
        var there = store.head(key).isPresent();
        if (there && asked.size() < ASKED_ONE_BY_ONE) {
            asked.add(key);
        }
        return there;
    }

    /** How many of those listed are of none of these publishers. */
    long notOf(Set<String> publishers) {
        return keys.stream().filter(key -> !publishers.contains(publisher(key))).count();
    }

    private static String publisher(String key) {
        var name = key.substring(FailedWork.EVENTS.length());
        var dash = name.lastIndexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }
}
