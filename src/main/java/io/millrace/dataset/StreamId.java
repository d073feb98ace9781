package io.millrace.dataset;

import java.time.Instant;

/**
 * One life of a stream: its name and the second of its creation, so that a stream that was deleted and made again under
 * the same name is another one.
 */
public record StreamId(String name, long createdSecond) {
    public static StreamId of(String name, Instant created) {
        return new StreamId(name, created.getEpochSecond());
    }

    /** As it stands in keys: {@code millrace-events.1795280000}. */
    @Override
    public String toString() {
        return name + "." + createdSecond;
    }
}
