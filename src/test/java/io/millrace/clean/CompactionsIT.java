package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.FakeLake;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.Removal;
import io.millrace.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionsIT {
    private static final LocalDate NEXT_DAY = LocalDate.parse("2026-11-22");

    @TempDir
    Path work;

    private final FakeLake lake = new FakeLake();
    private Rounds rounds;
    private long landed;

    @BeforeEach
    void begin() {
        rounds = new Rounds(lake, work);
    }

    private void batch(Instant observed, String... prices) throws Exception {
        land(observed, prices);
        rounds.round();
    }

    private void land(Instant observed, String... prices) {
        var events = new ArrayList<byte[]>();
        for (var price : prices) {
            events.add(Events.price(landed + events.size() + 1, price.split("=")[0], price.split("=")[1], observed));
        }
        Rounds.land(lake, SHARD, landed + 1, observed, events.toArray(byte[][]::new));
        landed += events.size();
    }

    private List<Plan> compact(LocalDate to) throws Exception {
        var plans = rounds.compactions.commit(rounds.compactions.find(to), lake);
        rounds.round();
        return plans;
    }

    private Manifest manifest(long n) {
        return rounds.batches.committed(n);
    }

    private List<String> rows(long... numbers) throws Exception {
        return RewrittenFiles.rows(
                lake,
                work,
                "prices",
                LongStream.of(numbers).mapToObj(this::manifest).toList());
    }

    @Test
    void aRowStaysAsItIsWithItsBatchShardAndSequenceNumber() throws Exception {
        batch(TEN, "A=1 €", "B=2 €");
        batch(TEN, "A=3 €", "C=call us");
        batch(TEN.plusSeconds(5), "A=4 €");
        var before = rows(1, 2, 3);
        var plan = compact(NEXT_DAY).get(0);
        assertEquals(BatchKind.COMPACT, plan.kind());
        assertEquals(List.of(1L, 2L, 3L), plan.replaces());
        assertEquals(before, rows(4));
        assertEquals(1, manifest(4).datasets().get("prices").files().size());
        assertEquals(5, manifest(4).read());
        assertEquals(4, manifest(4).written());
        assertEquals(Map.of("bad_price", 1L), manifest(4).reasons());
        assertEquals(Map.of("bad_price", 1L), manifest(4).totals().reasons());
        try (var lines = new GzipLines(lake, manifest(4).rejectedFiles().get(0))) {
            assertTrue(new String(lines.next()).contains("call us"));
        }
    }

    @Test
    void onlyTheRowsOfDaysBeforeAreTakenAndEachDayHasAFileOfItsOwn() throws Exception {
        var day = Duration.ofDays(1);
        batch(TEN.minus(day), "A=1 €");
        batch(TEN.minus(day), "B=1 €");
        batch(TEN, "C=1 €");
        batch(TEN, "D=1 €");
        assertEquals(List.of(List.of(1L, 2L)), batchesOf(rounds.compactions.find(null)));
        assertEquals(List.of(), batchesOf(rounds.compactions.find(LocalDate.parse("2026-11-20"))));
        compact(NEXT_DAY);
        assertEquals(
                List.of("2026-11-20", "2026-11-21"),
                manifest(5).datasets().get("prices").files().stream()
                        .map(Manifest.DataFile::dt)
                        .toList());
    }

    @Test
    void whatIsCompactedIsTakenUpWithWhatIsNewAndThenForgotten() throws Exception {
        batch(TEN, "A=1 €");
        batch(TEN, "B=1 €");
        compact(NEXT_DAY);
        assertEquals(2, manifest(3).totals().compacted());
        batch(TEN, "C=1 €");
        batch(TEN, "D=1 €");
        compact(NEXT_DAY);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), manifest(6).replaces());
        assertEquals(List.of(6L), manifest(6).totals().replacing());
        assertEquals(List.of(6L), manifest(6).totals().about());
        assertEquals(5, manifest(6).totals().compacted());
        assertEquals(4, rows(6).size());
        assertEquals(List.of(), batchesOf(rounds.compactions.find(NEXT_DAY)));
        assertEquals("replaced by 6", rounds.report.lines(List.of(3L)).get(0).state());
        assertEquals("replaced by 6", rounds.report.lines(List.of(1L)).get(0).state());
    }

    private static List<List<Long>> batchesOf(Compactions.Found found) {
        return found.compactions().stream().map(Compactions.Compaction::batches).toList();
    }

    @Test
    void aReplayReadsTheRawObjectsOfAllThatWasCompactedTogether() throws Exception {
        batch(TEN, "A=1 €", "X=call us");
        batch(TEN, "B=1 €");
        compact(NEXT_DAY);
        var range = new Replays.Range(TEN, TEN.plusSeconds(1), null, false, false);
        rounds.replays.commit(rounds.replays.find(range), lake);
        rounds.round();
        assertEquals(List.of(1L, 2L, 3L), manifest(4).replaces());
        assertEquals(3, manifest(4).read());
        assertEquals(Map.of("bad_price", 1L), manifest(4).totals().reasons());
        batch(TEN, "C=1 €");
        assertEquals(List.of(List.of(1L, 2L, 3L, 4L, 5L)), batchesOf(rounds.compactions.find(NEXT_DAY)));
        compact(NEXT_DAY);
        assertEquals(rows(4, 5), rows(6));
    }

    @Test
    void rejectedLinesAreReadAgainFromTheCompaction() throws Exception {
        batch(TEN, "A=1 €", "X=call us");
        batch(TEN, "Y=call us");
        // A batch without a row is of the day of its commit.
        compact(NEXT_DAY.plusDays(1));
        var found = rounds.replays.find(new Replays.Range(TEN, TEN.plusSeconds(1), null, true, false));
        assertEquals(List.of(3L), found.replays().get(0).replaces());
        rounds.replays.commit(found, lake);
        rounds.round();
        assertEquals(2, manifest(4).read());
        assertEquals(Map.of("bad_price", 2L), manifest(4).totals().reasons());
    }

    @Test
    void heldBatchesStayOut() throws Exception {
        batch(TEN, "A=1 €");
        var newer = new String(Events.price(2, "N", "1 €", TEN)).replace("\"version\":1", "\"version\":9");
        Rounds.land(lake, SHARD, 2, TEN, newer.getBytes());
        landed = 2;
        rounds.round();
        batch(TEN, "B=1 €");
        assertEquals(List.of(List.of(1L, 3L)), batchesOf(rounds.compactions.find(NEXT_DAY)));
    }

    @Test
    void aPlanHoldsNoMoreRowsThanABatchMayHave() throws Exception {
        rounds = new Rounds(lake, lake, work, 4);
        for (var i = 0; i < 6; i++) {
            batch(TEN, "A" + i + "=1 €");
        }
        assertEquals(List.of(List.of(1L, 2L, 3L, 4L), List.of(5L, 6L)), batchesOf(rounds.compactions.find(NEXT_DAY)));
    }

    @Test
    void byItselfItWaitsForNewDataButNotForEverAndIsPlannedOnce() throws Exception {
        var clock = new TestClock(TEN);
        var compactions = new Compactions(
                rounds.batches, List.of(Declared.prices()), 1_000, Duration.ofDays(1), Duration.ofMinutes(1), clock);
        var planner = new Planner(
                rounds.batches,
                new Positions(lake, lake),
                new RawZone(lake),
                List.of(Declared.prices()),
                1_000,
                compactions,
                clock);
        for (var i = 0; i < 20; i++) {
            batch(TEN, "A" + i + "=1 €");
        }
        clock.move(Duration.ofHours(37).plusMinutes(59));
        assertFalse(planner.propose().isPresent(), "the day is not closed");
        clock.move(Duration.ofHours(1).plusMinutes(1));
        land(TEN, "B=1 €");
        compactions.due(rounds.plan(20));
        assertEquals(BatchKind.NEW, planner.propose().orElseThrow().kind());
        clock.move(Duration.ofMinutes(10));
        var plan = planner.propose().orElseThrow();
        assertEquals(BatchKind.COMPACT, plan.kind());
        assertEquals(20, plan.replaces().size());
        assertTrue(lake.create(plan.key(), plan.toJson(), Map.of()));
        clock.move(Duration.ofHours(1));
        assertEquals(BatchKind.NEW, planner.propose().orElseThrow().kind(), "it is under way");
        rounds.round();
        clock.move(Duration.ofHours(1));
        assertFalse(planner.propose().isPresent(), "there is nothing left");
    }

    @Test
    void ofTwoProcessesThatSeeTheSameOneAlonePlansIt() throws Exception {
        batch(TEN, "A=1 €");
        batch(TEN, "B=1 €");
        var found = rounds.compactions.find(NEXT_DAY);
        var other = new Rounds(lake, work).compactions;
        var theirs = other.find(NEXT_DAY);
        assertEquals(1, rounds.compactions.commit(found, lake).size());
        assertThrows(RefusedException.class, () -> other.commit(theirs, lake));
        rounds.round();
        assertThrows(RefusedException.class, () -> other.commit(theirs, lake), "also when it is done");
        assertEquals(List.of(), batchesOf(other.find(NEXT_DAY)));
    }

    @Test
    void aCompactionThatIsHeldIsLeftAloneUntilAPersonReleasesIt() throws Exception {
        batch(TEN, "A=1 €");
        batch(TEN, "B=1 €");
        var before = rows(1, 2);
        rounds.compactions.commit(rounds.compactions.find(NEXT_DAY), lake);
        var key = manifest(1).datasets().get("prices").files().get(0).key();
        var content = lake.get(key).orElseThrow();
        lake.put(key, new byte[] {1});
        for (var k = 1; k <= 4; k++) {
            assertThrows(Exception.class, rounds::round);
        }
        rounds.round();
        assertEquals("committed", rounds.report.lines(List.of(1L)).get(0).state());
        lake.put(key, content);
        rounds.held.release(List.of(3L), lake);
        rounds.round();
        assertEquals(BatchKind.COMPACT, manifest(4).kind());
        assertEquals(before, rows(4));
        assertEquals("released by 4", rounds.report.lines(List.of(3L)).get(0).state());
        assertEquals("replaced by 4", rounds.report.lines(List.of(1L)).get(0).state());
    }

    @Test
    void aBatchWhoseFilesRetentionRemovedIsLeftAsItIs() throws Exception {
        batch(TEN, "A=1 €");
        batch(TEN, "A=2 €", "B=2 €");
        batch(TEN, "A=3 €");
        remove(Removal.processed("prices"), 2);
        var plans = compact(NEXT_DAY);
        assertEquals(List.of(1L, 3L), plans.get(0).replaces());
        assertNull(manifest(4).held());
        assertEquals(2, manifest(4).written());
    }

    @Test
    void rejectedLinesThatRetentionRemovedAreNotLookedFor() throws Exception {
        batch(TEN, "A=1 €", "B=call us");
        batch(TEN, "A=2 €", "C=call us");
        remove(Removal.REJECTED, 1);
        compact(NEXT_DAY);
        assertEquals(3, manifest(3).read());
        assertEquals(2, manifest(3).written());
        assertEquals(1, manifest(3).rejected());
    }

    private void remove(String zone, long n) {
        var removal = Removal.NONE.next(TEN, Map.of(zone, BatchSet.of(List.of(n))));
        lake.create(Removal.key(1), removal.toJson(), Map.of());
    }
}
