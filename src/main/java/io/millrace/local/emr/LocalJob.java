package io.millrace.local.emr;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;

/**
 * A job as the stand-in keeps it. Immutable.
 *
 * @param api whether it is a step or a job run
 * @param request as it was asked for
 * @param state as the API names it
 * @param reason why it is in this state; null: for none
 * @param log file of its log; null while there is none
 */
record LocalJob(
        String id,
        Api api,
        JsonNode request,
        String state,
        String reason,
        String log,
        Instant created,
        Instant started,
        Instant ended) {
    /** The two APIs, with what they call the same. */
    enum Api {
        EMR("PENDING", "COMPLETED", "CANCEL_PENDING", "INTERRUPTED"),
        SERVERLESS("SUBMITTED", "SUCCESS", "CANCELLING", "FAILED");

        private final String first;
        private final String done;
        private final String ending;
        private final String interrupted;

        Api(String first, String done, String ending, String interrupted) {
            this.first = first;
            this.done = done;
            this.ending = ending;
            this.interrupted = interrupted;
        }

        /** An id as the service makes them. */
        String id(String hexadecimal) {
            return this == EMR ? "s-" + hexadecimal.toUpperCase(Locale.ROOT) : hexadecimal;
        }
    }

    static LocalJob of(String id, Api api, JsonNode request, Instant created) {
        return new LocalJob(id, api, request, api.first, null, null, created, null, null);
    }

    boolean isOver() {
        return ended != null;
    }

    LocalJob running(String logFile, Instant at) {
        return new LocalJob(id, api, request, "RUNNING", null, logFile, created, at, null);
    }

    /** Somebody asked for its end, and it still runs. */
    LocalJob ending() {
        return new LocalJob(id, api, request, api.ending, reason, log, created, started, null);
    }

    LocalJob done(Instant at) {
        return over(api.done, null, at);
    }

    LocalJob failed(String why, Instant at) {
        return over("FAILED", why, at);
    }

    LocalJob cancelled(Instant at) {
        return over("CANCELLED", "Cancelled by user", at);
    }

    LocalJob interrupted(Instant at) {
        return over(api.interrupted, "The process that ran it ended", at);
    }

    private LocalJob over(String last, String why, Instant at) {
        return new LocalJob(id, api, request, last, why, log, created, started, at);
    }
}
