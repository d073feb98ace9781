package io.millrace.config;

import java.time.Duration;

/**
 * When a batch of a shard's records becomes an object of the raw zone: as soon as one of its bounds is reached.
 *
 * @param maxAge of its oldest record
 * @param maxBytes of its records, before compression
 * @param maxRecords how many it has
 * @param poll pause between two reads of a shard that has nothing new
 * @param start where a shard that was never read begins
 */
public record LandSettings(Duration maxAge, long maxBytes, int maxRecords, Duration poll, Start start) {
    /** Where a shard that was never read begins. */
    public enum Start {
        TRIM_HORIZON,
        LATEST
    }

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    static LandSettings of(Keys keys) {
        var key = "millrace.land.start";
        var start = keys.oneOf(key, Start.class);
        if (start != Start.TRIM_HORIZON) {
            keys.fault(
                    key,
                    "this version begins at a shard's oldest record alone: write trim-horizon, or remove the line");
        }
        return new LandSettings(
                keys.duration("millrace.land.max-age", SHORTEST, LONGEST),
                keys.bytes("millrace.land.max-bytes", 1, 1 << 30),
                keys.integer("millrace.land.max-records", 1, Integer.MAX_VALUE),
                keys.duration("millrace.land.poll", SHORTEST, LONGEST),
                start);
    }
}
