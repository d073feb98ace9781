package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.lake.BatchFailure;
import io.millrace.lake.BatchKind;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Manifest;
import io.millrace.lake.Newest;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningIT {
    @TempDir
    Path work;

    private final FakeLake lake = new FakeLake();

    private static byte[] price(long n, String sku, String price) {
        return Events.price(n, sku, price, TEN);
    }

    private static byte[] newer(long n, int version) {
        return new String(price(n, "N" + n, "1 €"), StandardCharsets.UTF_8)
                .replace("\"version\":1", "\"version\":" + version)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The shipped declaration as a later program has it. */
    private static Dataset prices(int version) {
        var map = new java.util.LinkedHashMap<>(Declared.prices().toMap());
        map.put("version", version);
        return Dataset.fromMap(map);
    }

    /** Makes an object of a planned batch unreadable. */
    private void breakObject(String key) {
        lake.put(key, "no gzip".getBytes(StandardCharsets.UTF_8));
    }

    private Manifest manifest(Rounds rounds, long n) {
        return rounds.batches.committed(n);
    }

    @Test
    void anEventOfANewerVersionHoldsItsBatchAndThoseBehindGoOn() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"), newer(2, 9));
        rounds.round();
        Rounds.land(lake, SHARD, 3, TEN, price(3, "B", "1 €"));
        rounds.round();
        var held = manifest(rounds, 1);
        assertEquals("newer_version", held.held().reason());
        assertEquals("prices", held.held().dataset());
        assertEquals(9, held.held().version());
        assertEquals(2, held.held().records());
        assertTrue(held.held().detail().contains(SHARD + " at 2"), held.held().detail());
        assertEquals(0, held.read());
        assertEquals(1, manifest(rounds, 2).written());
        assertEquals(List.of(1L), manifest(rounds, 2).totals().heldBatches());
        assertEquals(2, manifest(rounds, 2).totals().held());
    }

    @Test
    void aProgramThatKnowsTheVersionReleasesTheBatchByItself() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"), newer(2, 2));
        rounds.round();
        rounds.round();
        assertEquals(1, rounds.batches.newestPlan(), "this program does not know it");
        var updated = new Rounds(lake, work, prices(2));
        updated.round();
        var release = manifest(updated, 2);
        assertEquals(BatchKind.RELEASE, release.kind());
        assertEquals(List.of(1L), release.replaces());
        assertEquals(2, release.written());
        assertEquals(List.of(), release.totals().heldBatches());
        assertEquals(0, release.totals().held());
        assertEquals(2, release.totals().read());
        updated.round();
        assertEquals(2, updated.batches.newestPlan(), "it is released once");
    }

    @Test
    void aReleaseThatMeetsAStillNewerVersionIsHeldAgain() throws Exception {
        Rounds.land(lake, SHARD, 1, TEN, newer(1, 2), newer(2, 3));
        new Rounds(lake, work).round();
        new Rounds(lake, work, prices(2)).round();
        var again = manifest(new Rounds(lake, work), 2);
        assertEquals(3, again.held().version());
        assertEquals(List.of(2L), again.totals().heldBatches());
        var updated = new Rounds(lake, work, prices(3));
        updated.round();
        assertEquals(2, manifest(updated, 3).written());
        assertEquals(List.of(2L), manifest(updated, 3).replaces());
    }

    @Test
    void whileAReleaseIsUnderWayNoOtherIsPlanned() throws Exception {
        Rounds.land(lake, SHARD, 1, TEN, newer(1, 2));
        new Rounds(lake, work).round();
        var one = new Rounds(lake, work, prices(2));
        one.plan();
        var two = new Rounds(lake, work, prices(2));
        two.plan();
        assertEquals(2, two.batches.newestPlan());
    }

    @Test
    void fourFailuresHoldUpTheBatchesBehindAndTheFifthLetsThemGo() throws Exception {
        var object = Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"));
        var rounds = new Rounds(lake, work);
        rounds.plan();
        breakObject(object.key());
        Rounds.land(lake, SHARD, 2, TEN, price(2, "B", "1 €"));
        for (var k = 1; k <= 4; k++) {
            // Each in a process of its own: the lake alone remembers.
            assertThrows(RuntimeException.class, new Rounds(lake, work)::round);
            assertTrue(lake.keys().contains(BatchFailure.key(1, k)), lake.keys().toString());
            assertFalse(lake.keys().contains(Manifest.key(1)));
        }
        new Rounds(lake, work).round();
        var held = manifest(rounds, 1).held();
        assertEquals("failed", held.reason());
        assertTrue(held.detail().contains(object.key()), held.detail());
        assertEquals(1, held.records());
        assertEquals(5, rounds.batches.failures(1).size());
        assertEquals(1, manifest(rounds, 2).written());
    }

    @Test
    void whatTheWorldDoesIsNotCountedAsTheBatchsFailure() throws Exception {
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"));
        var rounds = new Rounds(lake, work);
        rounds.plan();
        lake.failReads(
                key -> key.startsWith("raw/"),
                () -> new java.io.UncheckedIOException(new SocketTimeoutException("slow")));
        for (var i = 0; i < 6; i++) {
            assertThrows(RuntimeException.class, rounds::round);
        }
        lake.failReads(key -> false, null);
        assertEquals(List.of(), rounds.batches.failures(1));
        rounds.round();
        assertNull(manifest(rounds, 1).held());
    }

    @Test
    void aFailedBatchThatIsReleasedIsCleanedOnceItCanBe() throws Exception {
        var object = Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"));
        var content = lake.get(object.key()).orElseThrow();
        var rounds = new Rounds(lake, work);
        rounds.plan();
        breakObject(object.key());
        for (var k = 1; k <= 4; k++) {
            assertThrows(RuntimeException.class, rounds::round);
        }
        rounds.round();
        rounds.round();
        assertEquals(1, rounds.batches.newestPlan(), "a person decides");
        lake.put(object.key(), content);
        var plans = rounds.held.release(List.of(1L), lake);
        assertEquals(List.of(2L), plans.stream().map(plan -> plan.n()).toList());
        rounds.round();
        assertEquals(1, manifest(rounds, 2).written());
        assertEquals("released by 2", rounds.report.lines(List.of(1L)).get(0).state());
    }

    @Test
    void aDroppedBatchIsNotReadAndCountedAsDropped() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, newer(1, 9), newer(2, 9));
        rounds.round();
        rounds.held.drop(List.of(1L), lake);
        rounds.round();
        var drop = manifest(rounds, 2);
        assertEquals(BatchKind.DROP, drop.kind());
        assertEquals(2, drop.totals().dropped());
        assertEquals(0, drop.totals().held());
        assertEquals(0, drop.read());
        assertEquals("dropped by 2", rounds.report.lines(List.of(1L)).get(0).state());
    }

    @Test
    void theNumbersOfEventsThatAreDroppedAreNotMissing() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, newer(1, 9), newer(2, 9));
        rounds.round();
        assertEquals(Map.of(), manifest(rounds, 1).totals().publishers());
        rounds.held.drop(List.of(1L), lake);
        rounds.round();
        var numbers = manifest(rounds, 2).totals().publishers().get("17-ab");
        assertEquals(2, numbers.count());
        assertEquals(List.of(), numbers.missing());
    }

    @Test
    void ofAHeldBatchWithADamagedObjectTheNumbersInTheOthersAreKnownOnceItIsDropped() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, newer(1, 9), price(2, "A", "1 €"));
        var damaged = Rounds.land(lake, SHARD, 3, TEN, price(3, "B", "1 €"));
        rounds.round();
        breakObject(damaged.key());
        rounds.held.drop(List.of(1L), lake);
        rounds.round();
        assertEquals(3, manifest(rounds, 2).totals().dropped());
        assertEquals(2, manifest(rounds, 2).totals().publishers().get("17-ab").count());
    }

    @Test
    void aHeldBatchWhoseObjectIsGoneCanBeDropped() throws Exception {
        var rounds = new Rounds(lake, work);
        var object = Rounds.land(lake, SHARD, 1, TEN, newer(1, 9));
        rounds.round();
        lake.remove(object.key());
        rounds.held.drop(List.of(1L), lake);
        rounds.round();
        assertEquals(1, manifest(rounds, 2).totals().dropped());
        assertEquals(Map.of(), manifest(rounds, 2).publishers());
    }

    @Test
    void whatIsNotHeldIsNeitherReleasedNorDropped() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"));
        rounds.round();
        var fault = assertThrows(RefusedException.class, () -> rounds.held.release(List.of(1L), lake));
        assertEquals("batch 1 is not held; held are none (./millrace batches list shows them)", fault.getMessage());
        assertThrows(RefusedException.class, () -> rounds.held.drop(List.of(7L), lake));
        assertEquals(1, rounds.batches.newestPlan());
    }

    @Test
    void aBatchIsNotReleasedTwice() throws Exception {
        var rounds = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, newer(1, 9));
        rounds.round();
        rounds.held.release(List.of(1L), lake);
        var fault = assertThrows(RefusedException.class, () -> rounds.held.drop(List.of(1L), lake));
        assertTrue(fault.getMessage().startsWith("batch 2 is planned and about batch 1"), fault.getMessage());
    }

    @Test
    void ofTwoProcessesThatCleanOneBatchOnesFilesCount() throws Exception {
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"), price(2, "B", "call us"));
        var one = new Rounds(lake, work);
        var two = new Rounds(lake, work);
        one.plan();
        two.plan();
        var slow = one.attempt(1);
        var fast = two.attempt(1);
        assertTrue(two.commit(fast));
        assertFalse(one.commit(slow));
        assertEquals(fast.manifest().attempt(), manifest(one, 1).attempt());
        assertFalse(slow.manifest().attempt().equals(fast.manifest().attempt()));
    }

    @Test
    void totalsFollowTheBatchBeforeThoughAnotherProcessCommittedIt() throws Exception {
        var one = new Rounds(lake, work);
        var two = new Rounds(lake, work);
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"), price(2, "B", "1 €"));
        one.round();
        Rounds.land(lake, SHARD, 3, TEN, price(3, "C", "1 €"));
        one.plan();
        var slow = one.attempt(2);
        two.round();
        assertFalse(one.commit(slow));
        Rounds.land(lake, SHARD, 4, TEN, price(4, "D", "1 €"));
        one.round();
        assertEquals(4, manifest(two, 3).totals().read());
        assertEquals(4, manifest(two, 3).totals().written());
    }

    @Test
    void whatAnotherProcessCommittedMeanwhileIsNotCleanedAgain() throws Exception {
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"));
        var one = new Rounds(lake, work);
        one.plan();
        var listed = one.cleaning.uncommitted();
        new Rounds(lake, work).round();
        var attempt = one.attempt(listed.get(0));
        assertEquals(List.of(), attempt.uploads());
        assertFalse(one.commit(attempt));
    }

    @Test
    void theHintIsWrittenAfterARoundThatCommittedSomething() throws Exception {
        var rounds = new Rounds(lake, work);
        rounds.round();
        assertFalse(lake.keys().contains(Newest.KEY));
        Rounds.land(lake, SHARD, 1, TEN, price(1, "A", "1 €"));
        rounds.round();
        var hint = Json.read(lake.get(Newest.KEY).orElseThrow(), Newest.class, Newest.KEY);
        assertEquals(new Newest(1, 1), hint);
        assertTrue(rounds.cleaning.newest().isEmpty());
    }

    @Test
    void aStartAndARoundCostTheSameHoweverMuchIsBehindThem() throws Exception {
        assertEquals(reads(5), reads(60));
    }

    @Test
    void aRoundWithoutNewsReadsPositionsAlone() throws Exception {
        var rounds = settled(new FakeLake(), 20);
        rounds.round();
        rounds.lake.forget();
        rounds.round();
        assertEquals(List.of("_state/events.1795280000/" + SHARD + "/position.json"), rounds.lake.gets());
        assertEquals(1, rounds.lake.lists());
    }

    /** What the first round of a process, with one new object, asks of the store with so many batches behind it, in kind and number. */
    private Map<String, Integer> reads(int behind) throws Exception {
        var rounds = settled(new FakeLake(), behind);
        Rounds.land(rounds.lake, SHARD, behind + 1, TEN, price(behind + 1, "Z", "1 €"));
        rounds.lake.forget();
        rounds.round();
        return Map.of(
                "gets", rounds.lake.gets().size(),
                "heads", rounds.lake.heads(),
                "lists", rounds.lake.lists(),
                "listed", rounds.lake.listed());
    }

    /** A process started anew on a lake with so many batches, before its first round. */
    private Rounds settled(FakeLake own, int behind) throws Exception {
        var before = new Rounds(own, work);
        for (var i = 1; i <= behind; i++) {
            Rounds.land(own, SHARD, i, TEN, price(i, "S" + i, "1 €"));
            before.round();
        }
        return new Rounds(own, work);
    }
}
