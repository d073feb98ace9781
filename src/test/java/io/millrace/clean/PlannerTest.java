package io.millrace.clean;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.lake.Batches;
import io.millrace.lake.Ended;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Start;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final String OTHER = "shardId-000000000001";

    private final FakeLake lake = new FakeLake();
    private final Landed landed = new Landed(lake);

    private Planner planner(long maxRecords) {
        return planner(maxRecords, Clock.fixed(TEN, ZoneOffset.UTC));
    }

    private Planner planner(long maxRecords, Clock clock) {
        return new Planner(
                new Batches(lake),
                new Positions(lake, lake),
                new RawZone(lake),
                List.of(Declared.prices()),
                maxRecords,
                null,
                clock);
    }

    private Plan planned(long maxRecords) {
        var plan = planner(maxRecords).propose().orElseThrow();
        assertTrue(lake.create(plan.key(), plan.toJson(), Map.of()), plan.key());
        return plan;
    }

    private static List<String> lasts(Plan plan) {
        return plan.objects().stream().map(RawObject::last).toList();
    }

    @Test
    void withoutAnythingLandedThereIsNoPlan() {
        assertEquals(Optional.empty(), planner(100).propose());
        new Positions(lake, lake).start(STREAM, new Start("trim-horizon", null, List.of(SHARD), TEN));
        assertEquals(Optional.empty(), planner(100).propose());
    }

    @Test
    void theFirstPlanTakesEveryShardFromItsBeginning() {
        landed.land(SHARD, null, 1, 5, TEN);
        landed.land(SHARD, "5", 6, 8, TEN.plus(Duration.ofHours(5)));
        landed.land(OTHER, null, 3, 9, TEN);
        var plan = planned(100);
        assertEquals(1, plan.n());
        assertEquals(List.of("5", "8", "9"), lasts(plan));
        assertEquals(15, plan.records());
    }

    @Test
    void eachPlanFollowsTheChainsOnFromThePlanBefore() {
        landed.land(SHARD, null, 1, 5, TEN);
        planned(100);
        landed.land(SHARD, "5", 6, 8, TEN);
        landed.land(SHARD, "8", 9, 9, TEN.plus(Duration.ofHours(1)));
        var second = planned(100);
        assertEquals(2, second.n());
        assertEquals(List.of("8", "9"), lasts(second));
        assertEquals(Optional.empty(), planner(100).propose());
    }

    @Test
    void aShardThatLagsIntoOldHoursIsMissedByNoPlan() {
        landed.land(SHARD, null, 1, 5, TEN.plus(Duration.ofHours(6)));
        planned(100);
        landed.land(OTHER, null, 1, 2, TEN);
        assertEquals(List.of("2"), lasts(planned(100)));
        landed.land(OTHER, "2", 3, 4, TEN.plus(Duration.ofHours(1)));
        assertEquals(List.of("4"), lasts(planned(100)));
    }

    @Test
    void whereEachQuestionTakesLongThePlanHoldsWhatWasFoundInTime() {
        for (var i = 0; i < 30; i++) {
            landed.land(SHARD, i == 0 ? null : String.valueOf(i), i + 1, i + 1, TEN);
            landed.land(OTHER, i == 0 ? null : String.valueOf(i), i + 1, i + 1, TEN);
        }
        var looks = new AtomicInteger();
        InstantSource aSecondLaterAtEachLook = () -> TEN.plusSeconds(looks.getAndIncrement());
        var slow = aSecondLaterAtEachLook.withZone(ZoneOffset.UTC);
        var plan = planner(100, slow).propose().orElseThrow();
        assertEquals(Planner.LONGEST_WALK.toSeconds(), plan.objects().size(), 1, "objects, where each takes a second");
        lake.create(plan.key(), plan.toJson(), Map.of());
        var next = planner(100, slow).propose().orElseThrow();
        assertEquals(OTHER, next.objects().get(0).shard(), "the other shard has its turn");
    }

    @Test
    void aShardWithoutNewsKeepsItsPlaceInTheNextPlan() {
        landed.land(SHARD, null, 1, 5, TEN);
        landed.land(OTHER, null, 1, 2, TEN);
        planned(100);
        landed.land(OTHER, "2", 3, 4, TEN);
        var ends = planned(100).ends();
        assertEquals(new Plan.End("5", TEN), ends.get(new ShardRef(STREAM, SHARD).toString()));
        assertEquals(new Plan.End("4", TEN), ends.get(new ShardRef(STREAM, OTHER).toString()));
    }

    @Test
    void aShardThatHasEndedIsNotAskedForAgainForEver() {
        landed.land(SHARD, null, 1, 5, TEN);
        landed.land(OTHER, null, 1, 2, TEN);
        planned(100);
        var ended = new Ended(TEN, new Position("5", TEN, TEN, TEN));
        lake.create(Ended.key(STREAM, SHARD), Json.bytes(ended), Map.of());
        var planner = planner(100);
        for (var i = 0; i < 12; i++) {
            assertEquals(Optional.empty(), planner.propose());
        }
        lake.forget();
        landed.land(OTHER, "2", 3, 4, TEN);
        assertEquals(List.of("4"), lasts(planner.propose().orElseThrow()));
        assertTrue(lake.gets().stream().noneMatch(key -> key.contains(SHARD)), lake.gets()::toString);
    }

    @Test
    void whereQuestionsFailPlansGrowSmallUntilTheyAreWritten() {
        for (var n = 1; n <= 200; n++) {
            landed.land(SHARD, n == 1 ? null : Integer.toString(n - 1), n, n, TEN);
        }
        var questions = new AtomicInteger();
        lake.failReads(
                key -> key.startsWith("raw/") && questions.incrementAndGet() % 30 == 0,
                () -> new IllegalStateException("away"));
        var planner = planner(10_000);
        var failed = 0;
        Optional<Plan> plan = Optional.empty();
        while (plan.isEmpty() && failed < 20) {
            questions.set(0);
            try {
                plan = planner.propose();
            } catch (IllegalStateException e) {
                failed++;
            }
        }
        assertTrue(plan.isPresent());
        assertTrue(failed > 0 && plan.get().objects().size() >= Planner.LEAST_OBJECTS, failed + " failures");
        lake.failReads(key -> false, null);
        for (var i = 0; i < 10; i++) {
            planner.propose();
        }
        assertEquals(200, planner.propose().orElseThrow().objects().size());
    }

    @Test
    void aPlanClosesWithTheObjectThatReachesItsMostRecords() {
        landed.land(SHARD, null, 1, 5, TEN);
        landed.land(SHARD, "5", 6, 10, TEN);
        landed.land(SHARD, "10", 11, 15, TEN);
        landed.land(OTHER, null, 1, 1, TEN);
        assertEquals(List.of("5", "10"), lasts(planned(6)));
    }

    @Test
    void aLongBacklogOfSmallObjectsIsPlannedInPartsThatAreAskedForAlone() {
        var all = Planner.MOST_OBJECTS + 20;
        landed.land(OTHER, null, 1, 1, TEN);
        for (var n = 1; n <= all; n++) {
            landed.land(SHARD, n == 1 ? null : Integer.toString(n - 1), n, n, TEN);
        }
        lake.forget();
        var first = planned(100_000);
        assertEquals(Planner.MOST_OBJECTS, first.objects().size());
        assertTrue(lake.heads() < all, lake.heads() + " objects were asked for");
        assertEquals(21, planned(100_000).objects().size());
        assertEquals(Optional.empty(), planner(100_000).propose());
    }

    @Test
    void underLoadEveryShardHasItsTurn() {
        landed.land(SHARD, null, 1, 10, TEN);
        landed.land(OTHER, null, 1, 10, TEN);
        planned(10);
        landed.land(SHARD, "10", 11, 20, TEN);
        var shards = new ArrayList<String>();
        planned(10).objects().forEach(object -> shards.add(object.shard()));
        assertEquals(List.of(OTHER), shards);
    }

    @Test
    void capsLoseNothing() {
        for (var i = 0; i < 20; i++) {
            landed.land(
                    SHARD,
                    i == 0 ? null : Integer.toString(i * 5),
                    i * 5 + 1,
                    i * 5 + 5,
                    TEN.plus(Duration.ofMinutes(17L * i)));
            landed.land(
                    OTHER,
                    i == 0 ? null : Integer.toString(i * 2),
                    i * 2 + 1,
                    i * 2 + 2,
                    TEN.plus(Duration.ofMinutes(29L * i)));
        }
        var read = new ArrayList<String>();
        for (var plan = planner(7).propose();
                plan.isPresent();
                plan = planner(7).propose()) {
            lake.create(plan.get().key(), plan.get().toJson(), Map.of());
            plan.get().objects().forEach(object -> read.add(object.key()));
        }
        assertEquals(lake.list("raw/", null, 1_000), read.stream().sorted().toList());
        assertEquals(40, read.stream().distinct().count());
    }

    @Test
    void twoPlannersProposeTheSameNumber() {
        landed.land(SHARD, null, 1, 5, TEN);
        var one = planner(100).propose().orElseThrow();
        landed.land(SHARD, "5", 6, 8, TEN);
        var two = planner(100).propose().orElseThrow();
        assertEquals(one.key(), two.key());
        assertTrue(lake.create(one.key(), one.toJson(), Map.of()));
        assertEquals(List.of("8"), lasts(planner(100).propose().orElseThrow()), "the loser goes on from the winner's");
    }

    @Test
    void aPlanCarriesTheDeclarationsItIsCleanedWith() {
        landed.land(SHARD, null, 1, 5, TEN);
        planned(100);
        var found = new Batches(lake).plan(1).orElseThrow();
        assertEquals(Declared.prices(), Dataset.fromMap(found.datasets().get("prices")));
    }

    @Test
    void aPositionThatIsBehindThePlansIsNoReasonToPlanAgain() {
        var one = landed.land(SHARD, null, 1, 5, TEN);
        landed.land(SHARD, "5", 6, 8, TEN);
        planned(100);
        landed.remember(one);
        assertEquals(Optional.empty(), planner(100).propose());
    }

    @Test
    void aShardThatEndedIsPlannedToItsEndWhereItsPositionWasTakenBack() {
        landed.land(SHARD, null, 1, 5, TEN);
        var early = lake.get(Position.key(STREAM, SHARD)).orElseThrow();
        planned(100);
        landed.land(SHARD, "5", 6, 8, TEN);
        new Positions(lake, lake).end(STREAM, SHARD, "8", TEN);
        lake.put(Position.key(STREAM, SHARD), early);
        assertEquals(List.of("8"), lasts(planned(100)));
    }

    @Test
    void aBrokenChainIsNotPlannedAround() {
        landed.land(SHARD, null, 1, 5, TEN);
        var lost = landed.land(SHARD, "5", 6, 8, TEN);
        landed.land(SHARD, "8", 9, 9, TEN);
        lake.remove(lost.key());
        assertThrows(IllegalStateException.class, () -> planner(100).propose());
    }
}
