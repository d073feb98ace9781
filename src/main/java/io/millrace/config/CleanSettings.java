package io.millrace.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How raw lines become typed rows.
 *
 * @param every pause between two batches
 * @param memory of the embedded engine beside the Java heap, in bytes
 * @param maxRecords that one batch reads
 * @param sparkHome folder of a Spark installation, which holds {@code jars}; empty: where one is looked for
 * @param sparkMemory heap of a Spark process on this machine, in bytes
 * @param sparkTimeout how long a Spark job may run, wherever it does
 */
public record CleanSettings(
        Engine engine,
        Duration every,
        long memory,
        int maxRecords,
        Optional<Path> sparkHome,
        long sparkMemory,
        Duration sparkTimeout,
        EmrSettings emr,
        GateSettings gate) {
    /** What does the cleaning. */
    public enum Engine {
        EMBEDDED,
        SPARK_LOCAL,
        EMR,
        EMR_SERVERLESS;

        /** Whether AWS runs the jobs, or its stand-in. */
        public boolean isOnEmr() {
            return this == EMR || this == EMR_SERVERLESS;
        }
    }

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(7);
    /** A timeout is given to EMR Serverless in whole minutes. */
    private static final Duration SHORTEST_JOB = Duration.ofMinutes(1);

    private static final long LEAST_MEMORY = 32_000_000;
    private static final long MOST_MEMORY = 1L << 40;
    /** Below 450 MiB Spark does not start. */
    private static final long LEAST_SPARK_MEMORY = 512_000_000;

    static CleanSettings of(Keys keys, Target target) {
        var engine = keys.oneOf("millrace.clean.engine", Engine.class);
        return new CleanSettings(
                engine,
                keys.duration("millrace.clean.every", SHORTEST, LONGEST),
                keys.bytes("millrace.clean.memory", LEAST_MEMORY, MOST_MEMORY),
                keys.integer("millrace.clean.max-records", 1, Integer.MAX_VALUE),
                sparkHome(keys),
                keys.bytes("millrace.clean.spark-memory", LEAST_SPARK_MEMORY, MOST_MEMORY),
                keys.duration("millrace.clean.spark-timeout", SHORTEST_JOB, LONGEST),
                EmrSettings.of(keys, target, engine),
                GateSettings.of(keys));
    }

    private static Optional<Path> sparkHome(Keys keys) {
        var key = "millrace.clean.spark-home";
        if (keys.isSet(key)) {
            return Optional.of(keys.path(key));
        }
        keys.put(key, "");
        return Optional.empty();
    }
}
