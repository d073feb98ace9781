package io.millrace.fetch;

import java.time.Duration;
import java.time.Instant;

/** The clock and the wait of everything here that is paced; tests bring a virtual one. */
interface Time {
    /** Time of day. */
    Instant now();

    /** Nanoseconds that only grow, like {@link System#nanoTime()}: a corrected clock must not stall a host. */
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;

    /** The time of this machine. */
    static Time system() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            }
        };
    }
}
