package io.millrace.local.emr;

import com.fasterxml.jackson.databind.JsonNode;

/** What goes wrong with requests, for tests. Thread-safe. */
@FunctionalInterface
public interface Disturbance {
    /** Nothing does. */
    Disturbance NONE = (action, request) -> Kind.NONE;

    /** How a request fails. */
    enum Kind {
        NONE,
        /** It is refused, as too many came. */
        THROTTLED,
        /** The service fails, and does nothing. */
        ERROR,
        /** It is carried out, and its answer is an error. */
        LOST,
        /** It is carried out, and its connection breaks. */
        CUT
    }

    /**
     * What happens to a request.
     *
     * @param action as the API names it
     * @param request its body; empty if it has none
     */
    Kind of(String action, JsonNode request);
}
