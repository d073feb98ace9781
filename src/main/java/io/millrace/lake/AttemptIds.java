package io.millrace.lake;

import java.time.Clock;
import java.util.UUID;

/** Names attempts, so that no two have the same name and those of a batch sort by their age. */
@FunctionalInterface
public interface AttemptIds {
    /** An id of letters, digits and hyphens, at most 20. */
    String next();

    /** The milliseconds of the clock, and something random. */
    static AttemptIds of(Clock clock) {
        return () -> Long.toString(clock.millis(), 36) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}
