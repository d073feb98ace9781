package io.millrace.config;

import java.time.Duration;

/**
 * How events get into the stream.
 *
 * @param spool bytes that may wait on this machine's disk
 * @param linger how long an event waits for others to be sent with it
 */
public record PublishSettings(long spool, Duration linger) {
    // A few of the largest records, so that none waits for ever.
    private static final long LEAST_SPOOL = 16_000_000;
    private static final long MOST_SPOOL = 1L << 40;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    static PublishSettings of(Keys keys) {
        return new PublishSettings(
                keys.bytes("millrace.publish.spool", LEAST_SPOOL, MOST_SPOOL),
                keys.duration("millrace.publish.linger", Duration.ZERO, LONGEST));
    }
}
