package io.millrace.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What time it is, and how much has passed: the second is never set. */
record Time(InstantSource clock, LongSupplier monotonic) {
    static Time of(InstantSource clock) {
        return new Time(clock, System::nanoTime);
    }

    Instant now() {
        return clock.instant();
    }

    /** Differences alone have a meaning. */
    long nanos() {
        return monotonic.getAsLong();
    }
}
