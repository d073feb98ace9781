package io.millrace.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double, each shortened by chance, so that many that failed together do not come again together. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator chance;
    private Duration next = FIRST;

    Backoff(RandomGenerator chance) {
        this.chance = chance;
    }

    /** The next pause: between a half and the whole of what it may be. */
    Duration pause() {
        var most = next;
        var twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return Duration.ofNanos(chance.nextLong(most.toNanos() / 2, most.toNanos() + 1));
    }

    void reset() {
        next = FIRST;
    }
}
