package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.PriceLevel;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate behind the embedded engine: what it holds, and what becomes of that. */
class GateIT {
    private static final Gate GATE = new Gate(20, new BigDecimal("0.7"), true, null, new BigDecimal("20"));

    @TempDir
    private Path work;

    private final FakeLake lake = new FakeLake();
    private long seq = 1;

    private Rounds rounds() {
        return new Rounds(lake, GATE, work);
    }

    /** A batch of prices, each a bit higher than the one before it. */
    private void land(int count, int first, String ending) {
        var events = new ArrayList<byte[]>();
        for (var i = 0; i < count; i++) {
            var sku = "s" + i;
            var observed = TEN.plus(Duration.ofSeconds(seq));
            events.add(Events.price(seq + i, sku, (first + i) + ending, observed));
        }
        Rounds.land(lake, SHARD, seq, TEN.plusSeconds(seq), events.toArray(byte[][]::new));
        seq += count;
    }

    private Manifest batch(Rounds rounds, int first, String ending) throws Exception {
        land(21, first, ending);
        rounds.round();
        return rounds.batches.committed(rounds.batches.committedThrough());
    }

    @Test
    void theLevelOfASourceIsItsLowerMedianExactly() throws Exception {
        land(20, 10, ".50");
        var rounds = rounds();
        rounds.round();
        assertEquals(
                List.of(new PriceLevel("acme", "EUR", 20, TEN.plusSeconds(1), new BigDecimal("19.5000"))),
                rounds.batches.committed(1).datasets().get("prices").levels());
    }

    @Test
    void aLostDecimalPointIsHeldAndNothingOfItCounts() throws Exception {
        var rounds = rounds();
        for (var i = 0; i < 3; i++) {
            assertNull(batch(rounds, 10 + i, ".50").held());
        }
        var held = batch(rounds, 10, "50");
        assertEquals(Manifest.Held.QUALITY, held.held().reason());
        assertEquals(21, held.held().records());
        assertEquals(0, held.written());
        assertTrue(lake.keys().stream().noneMatch(key -> key.startsWith("processed/prices/batch=4-")));
        assertEquals(List.of(4L), held.totals().heldBatches());
        try (var files = Files.list(work)) {
            assertEquals(List.of(), files.toList());
        }
        assertEquals("held: quality", rounds.report.lines(List.of(4L)).get(0).state());
        assertNull(batch(rounds, 11, ".50").held(), "those behind it go on, held against the levels before");
    }

    @Test
    void aReleaseCommitsTheSameRowsAndItsLevelIsKnownFromThenOn() throws Exception {
        var rounds = rounds();
        for (var i = 0; i < 3; i++) {
            batch(rounds, 10, ".50");
        }
        assertNotNull(batch(rounds, 10, "50").held());
        rounds.held.release(List.of(4L), lake);
        rounds.round();
        var released = rounds.batches.committed(5);
        assertNull(released.held());
        assertEquals(21, released.written());
        assertEquals(List.of(), released.totals().heldBatches());
        assertNull(batch(rounds, 10, "50").held());
    }

    @Test
    void aDropGivesItUp() throws Exception {
        var rounds = rounds();
        for (var i = 0; i < 3; i++) {
            batch(rounds, 10, ".50");
        }
        batch(rounds, 10, "50");
        rounds.held.drop(List.of(4L), lake);
        rounds.round();
        assertEquals("dropped by 5", rounds.report.lines(List.of(4L)).get(0).state());
        assertEquals(21, rounds.batches.totals(5).dropped());
    }

    @Test
    void aReleaseOfABatchWithoutARowPasses() throws Exception {
        var rounds = rounds();
        land(25, 10, " and something");
        rounds.round();
        assertEquals(Manifest.Held.QUALITY, rounds.batches.committed(1).held().reason());
        rounds.held.release(List.of(1L), lake);
        rounds.round();
        assertNull(rounds.batches.committed(2).held());
    }
}
