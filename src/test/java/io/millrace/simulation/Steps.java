package io.millrace.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers the ids of the route steps that drivers go through, so that a test can hold them against the routes. */
final class Steps {
    private final Map<String, List<String>> walked;
    private final Supplier<String> actor;

    /**
     * @param walked actor to ids in order, filled in; null if nobody asks
     * @param actor tells whose turn it is
     */
    Steps(Map<String, List<String>> walked, Supplier<String> actor) {
        this.walked = walked;
        this.actor = actor;
    }

    void at(String id) {
        if (walked != null) {
            walked.computeIfAbsent(actor.get(), key -> new ArrayList<>()).add(id);
        }
    }
}
