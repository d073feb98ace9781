package io.millrace.config;

import java.time.Duration;

/**
 * How raw lines become typed rows.
 *
 * @param every pause between two batches
 * @param memory of the embedded engine beside the Java heap, in bytes
 * @param maxRecords that one batch reads
 */
public record CleanSettings(Engine engine, Duration every, long memory, int maxRecords, GateSettings gate) {
    /** What does the cleaning. */
    public enum Engine {
        EMBEDDED,
        SPARK_LOCAL,
        EMR,
        EMR_SERVERLESS
    }

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final long LEAST_MEMORY = 32_000_000;
    private static final long MOST_MEMORY = 1L << 40;

    static CleanSettings of(Keys keys) {
        var key = "millrace.clean.engine";
        var engine = keys.oneOf(key, Engine.class);
        if (engine != Engine.EMBEDDED) {
            keys.fault(key, "this version cleans with the embedded engine alone: write embedded, or remove the line");
        }
        return new CleanSettings(
                engine,
                keys.duration("millrace.clean.every", SHORTEST, LONGEST),
                keys.bytes("millrace.clean.memory", LEAST_MEMORY, MOST_MEMORY),
                keys.integer("millrace.clean.max-records", 1, Integer.MAX_VALUE),
                GateSettings.of(keys));
    }
}
