package io.millrace.stream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double, each shortened by chance, so that many that failed together do not come again together. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The next pause: between a half and the whole of what it may be. */
    Duration pause() {
        var most = next;
        var twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos() / 2, most.toNanos() + 1));
    }

    void reset() {
        next = FIRST;
    }
}
