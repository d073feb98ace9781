package io.millrace.retention;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.LoadedThrough;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.Removal;
import io.millrace.lake.Totals;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LakeTidyTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Ages ALL = new Ages(DAY, DAY, DAY, DAY, DAY, DAY);
    private static final Ages RAW = new Ages(DAY, null, null, null, null, null);
    private static final Instant LATER = TEN.plus(Duration.ofDays(3));

    private final FakeLake lake = new FakeLake();
    private final Landed landed = new Landed(lake);
    private final Map<String, Long> loaded = new TreeMap<>(Map.of("local", 100L));
    private Ages ages = RAW;
    private long seq;

    /** Lands an object, plans it, and returns it. */
    private RawObject plan() {
        var object = landed.land(SHARD, seq == 0 ? null : Long.toString(seq), seq + 1, seq + 2, TEN);
        seq += 2;
        var ends = Map.of(RawZone.shardOf(object).toString(), new Plan.End(Long.toString(seq), RawZone.hourOf(object)));
        var plan = Plan.next(new Batches(lake).latestPlan(), TEN, List.of(object), ends, Map.of());
        lake.create(plan.key(), plan.toJson(), Map.of());
        return object;
    }

    private RawObject batch() {
        var object = plan();
        commit(new Batches(lake).newestPlan(), BatchKind.NEW, List.of(), null, TEN);
        return object;
    }

    private void about(BatchKind kind, List<RawObject> objects, String held, Long... replaces) {
        var before = new Batches(lake).latestPlan();
        var plan = Plan.about(before, TEN, kind, List.of(replaces), null, objects, List.of(), Map.of());
        lake.create(plan.key(), plan.toJson(), Map.of());
        commit(plan.n(), kind, List.of(replaces), held, TEN);
    }

    /** With one file of rows and one of rejected lines, unless it is held. */
    private void commit(long n, BatchKind kind, List<Long> replaces, String held, Instant at) {
        var file = file(n);
        var rejected = "rejected/batch=" + n + "-aa/part.jsonl.gz";
        if (held == null) {
            lake.create(file, new byte[10], Map.of());
            lake.create(rejected, new byte[3], Map.of());
        }
        var part = new Manifest.Written(1, List.of("id"), 1, List.of(new Manifest.DataFile(file, "2026-11-21", 1, 10)));
        var manifest = new Manifest(
                n,
                kind,
                "aa",
                at,
                held == null ? 2 : 0,
                0,
                held == null ? 1 : 0,
                Map.of(),
                held == null ? List.of(rejected) : List.of(),
                held == null ? Map.of("offers", part) : Map.of(),
                Map.of(),
                replaces,
                null,
                held == null ? null : new Manifest.Held(held, "because", 2, null, 0),
                Totals.NONE);
        Batched.commit(lake, manifest);
    }

    private static String file(long n) {
        return "processed/offers/batch=" + n + "-aa/part.parquet";
    }

    private LakeTidy tidy(Instant now) {
        return new LakeTidy(
                new Batches(lake), lake, lake, List.of("offers"), () -> loaded, ages, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A round as the route does it. */
    private void round(Instant now) throws Exception {
        var tidy = tidy(now);
        var round = tidy.begin();
        while (round.hasStep()) {
            perform(round.step());
            tidy.next(round);
        }
        tidy.report(round);
    }

    private void perform(Step step) {
        switch (step.kind()) {
            case COMMIT -> lake.create(step.key(), step.json(), Map.of());
            case WRITE -> lake.put(step.key(), step.json());
            case DELETE -> step.keys().stream().filter(lake.keys()::contains).forEach(lake::remove);
        }
    }

    /** What is decided now is carried out. */
    private void rounds() throws Exception {
        round(LATER);
        round(LATER.plus(LakeTidy.GRACE));
    }

    private boolean isThere(String key) {
        return lake.keys().contains(key);
    }

    @Test
    void whatIsOldAndLoadedIsNotedFirstAndDeletedLater() throws Exception {
        var object = batch();
        round(LATER);
        assertTrue(new Batches(lake).removals().newest().holds(Removal.RAW, 1));
        assertTrue(isThere(object.key()));
        round(LATER.plus(LakeTidy.GRACE).minusSeconds(1));
        assertTrue(isThere(object.key()));
        round(LATER.plus(LakeTidy.GRACE));
        assertFalse(isThere(object.key()));
        var done = new Batches(lake).removals().done(1);
        assertEquals(1, done.objects());
        assertEquals(object.bytes(), done.bytes());
        assertTrue(isThere(file(1)));
    }

    @Test
    void whatIsYoungStays() throws Exception {
        var object = batch();
        round(TEN.plus(DAY));
        round(TEN.plus(DAY).plus(LakeTidy.GRACE));
        assertEquals(1, new Batches(lake).removals().newest().n(), "decided by the second round");
        assertTrue(isThere(object.key()));
    }

    @Test
    void whatAWarehouseLacksStays() throws Exception {
        var one = batch();
        var two = batch();
        loaded.put("research", 1L);
        ages = ALL;
        rounds();
        assertFalse(isThere(one.key()));
        assertFalse(isThere(file(1)));
        assertTrue(isThere(two.key()));
        assertTrue(isThere(file(2)));
        assertTrue(isThere("rejected/batch=2-aa/part.jsonl.gz"));
    }

    @Test
    void whatTheWarehouseOfAnotherProcessLacksStays() throws Exception {
        var one = batch();
        var two = batch();
        lake.put(LoadedThrough.key("research"), new LoadedThrough("research", 1, TEN).toJson());
        rounds();
        assertFalse(isThere(one.key()));
        assertTrue(isThere(two.key()));
    }

    @Test
    void otherProcessesAreToldHowFarTheOwnWarehousesAre() throws Exception {
        round(LATER);
        assertTrue(lake.text(LoadedThrough.key("local")).contains("\"through\":100"));
    }

    @Test
    void whereAWarehouseDoesNotAnswerNothingIsRemoved() throws Exception {
        var object = batch();
        round(LATER);
        var tidy = new LakeTidy(
                new Batches(lake),
                lake,
                lake,
                List.of("offers"),
                () -> {
                    throw new SQLException("away");
                },
                RAW,
                Clock.fixed(LATER.plus(DAY), ZoneOffset.UTC));
        assertThrows(SQLException.class, tidy::begin);
        assertTrue(isThere(object.key()));
    }

    @Test
    void withoutAnyWarehouseNothingIsRemoved() throws Exception {
        var object = batch();
        loaded.clear();
        rounds();
        assertTrue(isThere(object.key()));
    }

    @Test
    void whatIsNotPlannedOrNotCleanedStays() throws Exception {
        batch();
        var planned = plan();
        var landedOnly = landed.land(SHARD, Long.toString(seq), seq + 1, seq + 2, TEN);
        rounds();
        assertTrue(isThere(planned.key()));
        assertTrue(isThere(landedOnly.key()));
    }

    @Test
    void aHeldBatchKeepsItsObjectsUntilItsReleaseIsLoaded() throws Exception {
        var held = plan();
        commit(1, BatchKind.NEW, List.of(), Manifest.Held.FAILED, TEN);
        var other = batch();
        rounds();
        assertTrue(isThere(held.key()));
        assertFalse(isThere(other.key()));

        about(BatchKind.RELEASE, List.of(held), null, 1L);
        loaded.put("local", 2L);
        round(LATER.plus(DAY));
        round(LATER.plus(DAY).plus(LakeTidy.GRACE));
        assertTrue(isThere(held.key()));
        loaded.put("local", 3L);
        round(LATER.plus(DAY.multipliedBy(2)));
        round(LATER.plus(DAY.multipliedBy(2)).plus(LakeTidy.GRACE));
        assertFalse(isThere(held.key()));
        assertTrue(new Batches(lake).removals().newest().holds(Removal.RAW, 3), "so that nobody replays the release");
    }

    @Test
    void aBatchThatWasGivenUpKeepsItsObjects() throws Exception {
        var held = plan();
        commit(1, BatchKind.NEW, List.of(), Manifest.Held.FAILED, TEN);
        about(BatchKind.DROP, List.of(), null, 1L);
        rounds();
        assertTrue(isThere(held.key()));
    }

    @Test
    void whatAHeldReplayIsAboutStaysWithAllThatGoesWithIt() throws Exception {
        var one = batch();
        var two = batch();
        var three = batch();
        about(BatchKind.REPLAY, List.of(one, two), null, 1L, 2L);
        about(BatchKind.REPLAY, List.of(two), Manifest.Held.FAILED, 2L, 4L);
        ages = ALL;
        rounds();
        assertTrue(isThere(one.key()));
        assertTrue(isThere(two.key()));
        assertTrue(isThere(file(1)));
        assertFalse(isThere(three.key()));
    }

    @Test
    void aPlanThatCameJustBeforeTheNoteIsWaitedFor() throws Exception {
        var object = batch();
        round(LATER);
        var before = new Batches(lake).latestPlan();
        var replay =
                Plan.about(before, LATER, BatchKind.REPLAY, List.of(1L), null, List.of(object), List.of(), Map.of());
        lake.create(replay.key(), replay.toJson(), Map.of());
        round(LATER.plus(DAY));
        assertTrue(isThere(object.key()));
        commit(2, BatchKind.REPLAY, List.of(1L), null, LATER);
        round(LATER.plus(DAY));
        assertFalse(isThere(object.key()));
    }

    @Test
    void filesWhosePlaceAnotherBatchsTookGoAndThoseThatCountStay() throws Exception {
        var one = batch();
        var two = batch();
        batch();
        about(BatchKind.COMPACT, List.of(), null, 1L, 2L);
        ages = new Ages(null, null, DAY, null, null, null);
        rounds();
        assertFalse(isThere(file(1)));
        assertFalse(isThere(file(2)));
        assertTrue(isThere(file(3)));
        assertTrue(isThere(file(4)));
        assertTrue(isThere(one.key()));
        assertTrue(isThere(two.key()));
        assertFalse(isThere("rejected/batch=1-aa/part.jsonl.gz"));
        assertTrue(isThere("rejected/batch=3-aa/part.jsonl.gz"));
    }

    @Test
    void replacedFilesStayWhileAWarehouseLacksWhatTookTheirPlace() throws Exception {
        batch();
        about(BatchKind.ERASE, List.of(), null, 1L);
        ages = new Ages(null, null, DAY, null, null, null);
        loaded.put("research", 1L);
        rounds();
        assertTrue(isThere(file(1)));
    }

    @Test
    void whatIsNotSetIsKeptForEver() throws Exception {
        batch();
        about(BatchKind.REPLAY, List.of(), null, 1L);
        lake.create("failed/fetch/dt=2026-11-21/a.json", new byte[1], Map.of());
        ages = new Ages(null, null, null, null, null, null);
        var before = lake.keys().size();
        rounds();
        assertEquals(before + 1, lake.keys().size(), "only what is told of the warehouse: " + lake.keys());
    }

    @Test
    void filesOfNoManifestGoOnceTheyAreOld() throws Exception {
        batch();
        var left = "processed/offers/batch=1-bb/part.parquet";
        var leftRejected = "rejected/batch=1-bb/part.jsonl.gz";
        lake.create(left, new byte[5], Map.of());
        lake.create(leftRejected, new byte[5], Map.of());
        lake.at(LATER);
        var young = "processed/offers/batch=1-cc/part.parquet";
        lake.create(young, new byte[5], Map.of());
        ages = new Ages(null, null, null, null, null, DAY);
        round(TEN.plus(DAY));
        assertTrue(isThere(left));
        round(LATER);
        assertFalse(isThere(left));
        assertFalse(isThere(leftRejected));
        assertTrue(isThere(young));
        assertTrue(isThere(file(1)));
        assertTrue(isThere("rejected/batch=1-aa/part.jsonl.gz"));
    }

    @Test
    void filesOfABatchThatIsNotCommittedStay() throws Exception {
        plan();
        lake.create("processed/offers/batch=1-bb/part.parquet", new byte[5], Map.of());
        ages = new Ages(null, null, null, null, null, DAY);
        round(LATER);
        assertTrue(isThere("processed/offers/batch=1-bb/part.parquet"));
    }

    @Test
    void aLookAtManyFilesGoesOnInTheNextRound() throws Exception {
        batch();
        for (var i = 0; i < 2_500; i++) {
            lake.create("processed/offers/batch=1-b" + i + "/part.parquet", new byte[1], Map.of());
        }
        ages = new Ages(null, null, null, null, null, DAY);
        round(LATER);
        assertEquals(List.of(file(1)), lake.list("processed/offers/", null, 10));
    }

    @Test
    void listsOfFilesThatWereLoadedGoLikeFilesOfNoManifest() throws Exception {
        lake.create("processed/_copies/cloud/offers/a.json", new byte[1], Map.of());
        ages = new Ages(null, null, null, null, null, null);
        round(LATER);
        assertTrue(isThere("processed/_copies/cloud/offers/a.json"));
        ages = new Ages(null, null, null, null, null, DAY);
        round(LATER);
        assertFalse(isThere("processed/_copies/cloud/offers/a.json"));
    }

    @Test
    void whatAnEngineWasToldAndProposedGoesOnceItsBatchIsCommitted() throws Exception {
        batch();
        var gone = List.of(
                "processed/_submissions/00000001-1.json",
                "processed/_submissions/00000001-1-end.json",
                "processed/_proposals/00000001-a1.json");
        var stay = List.of("processed/_submissions/00000002-1.json", "processed/_proposals/00000002-a1.json");
        gone.forEach(key -> lake.create(key, new byte[1], Map.of()));
        stay.forEach(key -> lake.create(key, new byte[1], Map.of()));
        ages = new Ages(null, null, null, null, null, DAY);
        round(LATER);
        gone.forEach(key -> assertFalse(isThere(key), key));
        stay.forEach(key -> assertTrue(isThere(key), key));
    }

    @Test
    void failedPagesAndOldHeartbeatsGoButNoEventThatIsInNoWarehouse() throws Exception {
        lake.create("failed/fetch/dt=2026-11-21/a.json", new byte[1], Map.of());
        lake.create("failed/publish/p-00000001.json", new byte[1], Map.of());
        lake.create("rejected/publish/dt=2026-11-21/e.json", new byte[1], Map.of());
        lake.create("_members/instances/a.json", new byte[1], Map.of());
        lake.create("_members/sources/a.json", new byte[1], Map.of());
        ages = ALL;
        round(LATER);
        assertFalse(isThere("failed/fetch/dt=2026-11-21/a.json"));
        assertFalse(isThere("rejected/publish/dt=2026-11-21/e.json"));
        assertTrue(isThere("failed/publish/p-00000001.json"));
        assertTrue(isThere("_members/instances/a.json"));
        assertTrue(isThere("_members/sources/a.json"));
        round(TEN.plus(LakeTidy.HEARTBEAT).plusSeconds(1));
        assertFalse(isThere("_members/instances/a.json"));
        assertFalse(isThere("_members/sources/a.json"));
        assertTrue(isThere("failed/publish/p-00000001.json"));
    }

    @Test
    void aProcessThatDiesWhileItDeletesIsFollowedByOneThatFinishes() throws Exception {
        var one = batch();
        var two = batch();
        round(LATER);
        lake.remove(one.key());
        assertFalse(new Batches(lake).removals().isDone(1));
        round(LATER.plus(DAY));
        assertFalse(isThere(two.key()));
        assertTrue(new Batches(lake).removals().isDone(1));
    }

    @Test
    void twoProcessesAtOnceRemoveTheSame() throws Exception {
        var object = batch();
        var first = tidy(LATER);
        var second = tidy(LATER);
        var rounds = List.of(first.begin(), second.begin());
        for (var round : rounds) {
            while (round.hasStep()) {
                perform(round.step());
                first.next(round);
            }
        }
        assertEquals(1, new Batches(lake).removals().newest().n());
        round(LATER.plus(DAY));
        round(LATER.plus(DAY));
        assertFalse(isThere(object.key()));
        assertEquals(1, new Batches(lake).removals().done(1).objects());
    }
}
