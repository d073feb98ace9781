package io.millrace.config;

import java.time.Duration;

/**
 * When a batch of a shard's records becomes an object of the raw zone: as soon as one of its bounds is reached.
 *
 * @param maxAge of its oldest record
 * @param maxBytes of its records, before compression
 * @param maxRecords how many it has
 * @param poll pause between two reads of a shard that has nothing new
 * @param memory bytes that the records of all shards may take until they are landed
 * @param start where a stream that was never read begins
 */
public record LandSettings(
        Duration maxAge, long maxBytes, int maxRecords, Duration poll, long memory, LandStart start) {
    private static final String MEMORY = "millrace.land.memory";
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Kinesis lets a shard be read five times a second. */
    private static final Duration SHORTEST_POLL = Duration.ofMillis(200);
    /** What one answer of the stream may take, objects around its records included. */
    private static final long ANSWER = 12_000_000;

    static LandSettings of(Keys keys) {
        var settings = new LandSettings(
                keys.duration("millrace.land.max-age", SHORTEST, LONGEST),
                keys.bytes("millrace.land.max-bytes", 1, 1 << 30),
                keys.integer("millrace.land.max-records", 1, Integer.MAX_VALUE),
                keys.duration("millrace.land.poll", SHORTEST_POLL, LONGEST),
                keys.bytes(MEMORY, ANSWER, 2_000_000_000),
                LandStart.of(keys));
        if (settings.memory() < settings.maxBytes() + ANSWER) {
            keys.fault(
                    MEMORY,
                    "land.max-bytes (" + SizeText.write(settings.maxBytes()) + ") and one answer of the stream ("
                            + SizeText.write(ANSWER) + ") have to fit into it: raise it, or lower land.max-bytes");
        }
        return settings;
    }
}
