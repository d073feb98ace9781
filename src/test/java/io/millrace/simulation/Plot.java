package io.millrace.simulation;

import java.time.Instant;
import java.util.SplittableRandom;

/**
 * What a run is made of, drawn from its seed.
 *
 * @param switching how likely another actor goes on at each call
 * @param latency the longest that a call takes, milliseconds
 * @param mostPerAnswer records that one read gives at the most
 * @param reshardings splits and merges during the run
 * @param storm calls after the last record was put before faults stop
 * @param calm whether nothing goes wrong at all
 */
record Plot(
        Instant start,
        int instances,
        int shards,
        int records,
        int mostPerAnswer,
        int reshardings,
        double switching,
        int latency,
        Database.Kind database,
        int storm,
        boolean calm) {
    private static final Instant BEFORE_AN_HOUR = Instant.parse("2026-11-21T10:59:50Z");
    private static final Instant WITHIN_AN_HOUR = Instant.parse("2026-11-21T10:20:00Z");
    private static final double[] SWITCHING = {0.03, 0.1, 0.2, 0.4};
    private static final int[] LATENCY = {5, 30, 120};

    static Plot of(SplittableRandom random) {
        var kinds = Database.Kind.values();
        return new Plot(
                random.nextBoolean() ? BEFORE_AN_HOUR : WITHIN_AN_HOUR,
                3,
                1 + random.nextInt(2),
                2 + random.nextInt(13),
                1 + random.nextInt(12),
                random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0,
                SWITCHING[random.nextInt(SWITCHING.length)],
                LATENCY[random.nextInt(LATENCY.length)],
                kinds[random.nextInt(kinds.length)],
                random.nextInt(150),
                false);
    }

    /** One process, in which nothing goes wrong. */
    static Plot undisturbed(SplittableRandom random) {
        var plot = of(random);
        return new Plot(
                plot.start,
                1,
                plot.shards,
                plot.records,
                plot.mostPerAnswer,
                0,
                plot.switching,
                plot.latency,
                plot.database,
                0,
                true);
    }
}
