package io.millrace.stream;

import java.time.Duration;

/**
 * What waits in the spool to be sent.
 *
 * @param bytes on the disk
 * @param oldestAge since the oldest of them was spooled; zero if none waits
 */
public record SpoolState(long events, long bytes, Duration oldestAge) {}
