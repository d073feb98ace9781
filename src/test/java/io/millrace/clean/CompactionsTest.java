package io.millrace.clean;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Declared;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many questions the search for small files asks. */
class CompactionsTest {
    private static final int LARGE = 2_500;
    private static final int SMALL = 30;
    private static final long MOST_ROWS = 1_000;

    private final FakeLake lake = new FakeLake();
    private final Batches batches = new Batches(lake);
    private Instant now = TEN.plus(Duration.ofDays(10));
    private final Compactions compactions = new Compactions(
            batches, List.of(Declared.prices()), MOST_ROWS, Duration.ofDays(1), Duration.ofMinutes(1), new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });

    @BeforeEach
    void manyLargeBatchesAndFewSmallOnes() {
        for (long n = 1; n <= LARGE + SMALL; n++) {
            var rows = n <= LARGE ? MOST_ROWS : 1;
            var file = new Manifest.DataFile("processed/prices/batch=" + n + "-x/a.parquet", "2026-11-20", rows, 1);
            var written = new Manifest.Written(1, List.of(), rows, List.of(file));
            Batched.commit(lake, Batched.manifest(n, TEN, rows, 0, Map.of(), Map.of("prices", written), Map.of()));
        }
        var last = Batched.plan(LARGE + SMALL, TEN);
        lake.create(last.key(), last.toJson(), Map.of());
    }

    @Test
    void batchesThatAreLargeEnoughAreLookedAtOnce() {
        assertEquals(1, compactions.find(null).compactions().size());
        var before = lake.questions();
        assertEquals(1, compactions.find(null).compactions().size());
        assertTrue(lake.questions() - before < 3 * SMALL, lake.questions() - before + " questions");
    }

    @Test
    void aSearchThatThePlannerWaitsForIsShortAndTheNextOneGoesOn() {
        var plan = batches.planned(LARGE + SMALL);
        for (var search = 1; search <= 2; search++) {
            now = now.plus(Duration.ofMinutes(1));
            assertTrue(compactions.due(plan).isEmpty());
        }
        now = now.plus(Duration.ofMinutes(1));
        var small = LongStream.rangeClosed(LARGE + 1, LARGE + SMALL).boxed().toList();
        assertEquals(small, compactions.due(plan).orElseThrow().replaces());
    }
}
