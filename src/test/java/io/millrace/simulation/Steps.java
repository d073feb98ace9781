package io.millrace.simulation;

import java.util.ArrayList;
import java.util.List;

/** The ids of the route steps that a driver goes through, in order, so that a test can hold them against the routes. */
public final class Steps {
    private final List<String> ids;

    private Steps(List<String> ids) {
        this.ids = ids;
    }

    static Steps forgotten() {
        return new Steps(null);
    }

    static Steps remembered() {
        return new Steps(new ArrayList<>());
    }

    void at(String id) {
        if (ids != null) {
            ids.add(id);
        }
    }

    List<String> ids() {
        return List.copyOf(ids);
    }
}
