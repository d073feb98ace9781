package io.millrace.fetch;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still but for those who sleep by it. */
final class VirtualTime implements Time {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private long nanos;

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        nanos += duration.toNanos();
    }

    synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }
}
