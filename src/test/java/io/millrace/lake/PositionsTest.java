package io.millrace.lake;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private final FakeLake lake = new FakeLake();
    private final Positions positions = new Positions(lake, lake);
    private final Landed landed = new Landed(lake);

    private static Start start(String from, Instant at, String... shards) {
        return new Start(from, at, List.of(shards), TEN);
    }

    @Test
    void aStreamsStartIsFrozenOnce() {
        var first = start("latest", TEN, SHARD);
        assertEquals(first, positions.start(STREAM, first));
        var frozen = lake.text("_state/events.1795280000/start.json");
        assertEquals(
                "{\"from\":\"latest\",\"at\":\"2026-11-21T10:00:00Z\",\"shards\":[\"shardId-000000000000\"],"
                        + "\"frozen\":\"2026-11-21T10:00:00Z\"}",
                frozen);
        var another = new Positions(lake, lake);
        assertEquals(first, another.start(STREAM, start("trim-horizon", null, SHARD, "shardId-000000000001")));
        assertEquals(frozen, lake.text("_state/events.1795280000/start.json"));
    }

    @Test
    void aStartThatAnotherFrozeMeanwhileWins() {
        var other = start("latest", TEN, SHARD);
        Commits late = (key, content, metadata) -> {
            lake.create(key, Json.bytes(other), metadata);
            return false;
        };
        assertEquals(other, new Positions(lake, late).start(STREAM, start("trim-horizon", null, SHARD)));
    }

    @Test
    void aStreamOfTheSameNameMadeLaterHasAStartOfItsOwn() {
        positions.start(STREAM, start("latest", TEN, SHARD));
        var later = start("trim-horizon", null, SHARD);
        assertEquals(later, positions.start(new StreamId(STREAM.name(), 2), later));
    }

    @Test
    void whatMayHaveBeenTrimmedIsListedOnceForEachPlace() {
        var first = new Trimmed(STREAM.toString(), SHARD, "12", TEN, TEN.plusSeconds(1), TEN.plusSeconds(2));
        positions.keep(first);
        positions.keep(new Trimmed(STREAM.toString(), SHARD, "12", TEN, TEN.plusSeconds(9), TEN.plusSeconds(9)));
        var beginning = new Trimmed(STREAM.toString(), "shardId-000000000001", null, TEN, TEN, TEN);
        positions.keep(beginning);
        assertEquals(List.of(first, beginning), positions.trimmed());
        assertTrue(
                lake.keys().contains("_state/events.1795280000/" + SHARD + "/trimmed-12.json"), lake.keys()::toString);
    }

    @Test
    void thePositionKeepsWhereTheShardBegan() {
        landed.land(SHARD, null, 1, 12, TEN);
        landed.land(SHARD, "12", 13, 20, TEN.plus(Duration.ofHours(30)));
        assertEquals(
                new Position("20", TEN.plus(Duration.ofHours(30)), TEN, TEN.plus(Duration.ofHours(30))),
                positions.find(STREAM, SHARD).orElseThrow());
    }

    @Test
    void aStepBackOverTheHourDoesNotHideTheLaterHour() {
        landed.land(SHARD, null, 1, 12, TEN);
        landed.land(SHARD, "12", 13, 20, TEN.minusMillis(1));
        assertEquals(TEN, positions.find(STREAM, SHARD).orElseThrow().hour());
    }

    @Test
    void aWriterThatLagsDoesNotTakeThePositionBack() {
        var first = landed.land(SHARD, null, 1, 12, TEN);
        var second = landed.land(SHARD, "12", 13, 20, TEN);
        landed.land(SHARD, "20", 21, 30, TEN.plus(Duration.ofHours(1)));
        var position = positions.find(STREAM, SHARD).orElseThrow();
        landed.remember(first);
        landed.remember(second);
        assertEquals(position, positions.find(STREAM, SHARD).orElseThrow());
    }

    /** As an older write does that arrives last. */
    private void takeBack() {
        landed.land(SHARD, null, 1, 12, TEN);
        var first = lake.get(Position.key(STREAM, SHARD)).orElseThrow();
        landed.land(SHARD, "12", 13, 20, TEN);
        positions.find(STREAM, SHARD);
        lake.put(Position.key(STREAM, SHARD), first);
    }

    private static String last(Positions positions) {
        return positions.find(STREAM, SHARD).orElseThrow().last();
    }

    @Test
    void whatAPlanHasIsLandedWhateverAPositionSays() {
        var shard = new ShardRef(STREAM, SHARD);
        var hour = TEN.plusSeconds(7200);
        positions.atLeast(shard, new Plan.End("50", hour));
        assertEquals("50", positions.find(STREAM, SHARD).orElseThrow().last());
        positions.atLeast(shard, new Plan.End("40", TEN));
        assertEquals("50", positions.find(STREAM, SHARD).orElseThrow().last());
        assertEquals("50", positions.takenBack(STREAM, SHARD).orElseThrow().last());
    }

    @Test
    void aPositionThatASlowWriteTookBackIsOfferedToBeWrittenAgain() {
        assertEquals(Optional.empty(), positions.takenBack(STREAM, SHARD));
        takeBack();
        assertEquals("20", last(positions), "what was known before counts");
        var again = positions.takenBack(STREAM, SHARD).orElseThrow();
        assertEquals("20", again.last());
        lake.put(Position.key(STREAM, SHARD), again.toJson());
        assertEquals(Optional.empty(), positions.takenBack(STREAM, SHARD));
        assertEquals("20", last(new Positions(lake, lake)));
    }

    @Test
    void aPositionThatAnotherTookFurtherIsNotWrittenAgain() {
        landed.land(SHARD, null, 1, 12, TEN);
        positions.find(STREAM, SHARD);
        landed.land(SHARD, "12", 13, 20, TEN);
        assertEquals(Optional.empty(), positions.takenBack(STREAM, SHARD));
    }

    @Test
    void nothingTakesBackWhereAShardHasEnded() {
        takeBack();
        positions.end(STREAM, SHARD, "20", TEN.plusSeconds(9));
        var another = new Positions(lake, lake);
        assertEquals(List.of(new ShardRef(STREAM, SHARD)), another.shards());
        assertEquals("20", last(another));
        assertEquals(
                TEN.plusSeconds(9), another.ended(STREAM, SHARD).orElseThrow().through());
    }

    @Test
    void aShardEndsOnlyWhereItIsLandedToItsLastRecord() {
        landed.land(SHARD, null, 1, 12, TEN);
        var refused = assertThrows(IllegalStateException.class, () -> positions.end(STREAM, SHARD, "20", TEN));
        assertTrue(
                refused.getMessage().contains("was read to its end at 20, but is landed through 12"),
                refused.getMessage());
        assertEquals(Optional.empty(), positions.ended(STREAM, SHARD));
    }

    @Test
    void aShardWithoutRecordsEndsWithoutAPosition() {
        positions.end(STREAM, SHARD, null, TEN);
        assertEquals(
                new Ended(TEN, null),
                new Positions(lake, lake).ended(STREAM, SHARD).orElseThrow());
    }

    @Test
    void theShardsOfAllStreamsAreListedInOrder() {
        landed.land("shardId-000000000001", null, 1, 2, TEN);
        landed.land(SHARD, null, 1, 2, TEN);
        lake.put(Reached.key(STREAM, "shardId-000000000002"), new Reached(TEN).toJson());
        positions.start(STREAM, start("latest", TEN, SHARD));
        assertEquals(
                List.of(new ShardRef(STREAM, SHARD), new ShardRef(STREAM, "shardId-000000000001")), positions.shards());
    }

    @Test
    void aStreamsNameMayHoldDots() {
        var ref = new ShardRef(new StreamId("my.own.events", 17), SHARD);
        assertEquals(ref, ShardRef.parse(ref.toString()));
    }
}
