package io.millrace.emr;

import java.time.Instant;

/**
 * How a job is.
 *
 * @param name of the state, as AWS has it
 * @param reason what AWS says of it; may be empty
 * @param log where its log is; may be empty
 * @param started when it began to run; null if it has not, or nobody knows
 */
public record JobState(String name, Phase phase, String reason, String log, Instant started) {
    /** What a state means to somebody who waits. */
    public enum Phase {
        UNDER_WAY,
        DONE,
        /** It failed, or was cancelled. */
        FAILED,
        /** What it ran on went away. */
        INTERRUPTED
    }

    /** The state and what is known of it, for people. */
    String said() {
        return name + (reason.isEmpty() ? "" : " (" + reason + ")") + (log.isEmpty() ? "" : "; its log is " + log);
    }
}
