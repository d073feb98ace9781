package io.millrace.lake;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionsTest {
    private final FakeLake lake = new FakeLake();
    private final Positions positions = new Positions(lake, lake);
    private final Landed landed = new Landed(lake);

    @Test
    void aShardsStartIsFrozenOnce() {
        assertEquals(Optional.empty(), positions.resume(STREAM, SHARD));
        var frozen = lake.text("_state/events.1795280000/" + SHARD + "/start.json");
        assertTrue(frozen.contains("\"TRIM_HORIZON\""), frozen);
        assertEquals(Optional.empty(), positions.resume(STREAM, SHARD));
        assertEquals(frozen, lake.text(Position.startKey(STREAM, SHARD)));
    }

    @Test
    void aLandedShardGoesOnAfterItsLastRecord() {
        landed.land(SHARD, null, 1, 12, TEN);
        assertEquals(Optional.of("12"), positions.resume(STREAM, SHARD));
    }

    @Test
    void aStreamOfTheSameNameMadeLaterIsAnother() {
        landed.land(SHARD, null, 1, 12, TEN);
        assertEquals(Optional.empty(), positions.resume(new StreamId(STREAM.name(), 2), SHARD));
    }

    @Test
    void thePositionKeepsWhereTheShardBegan() {
        landed.land(SHARD, null, 1, 12, TEN);
        landed.land(SHARD, "12", 13, 20, TEN.plus(Duration.ofHours(30)));
        assertEquals(
                new Position("20", TEN.plus(Duration.ofHours(30)), TEN),
                positions.find(STREAM, SHARD).orElseThrow());
    }

    @Test
    void aStepBackOverTheHourDoesNotHideTheLaterHour() {
        landed.land(SHARD, null, 1, 12, TEN);
        landed.land(SHARD, "12", 13, 20, TEN.minusMillis(1));
        assertEquals(TEN, positions.find(STREAM, SHARD).orElseThrow().hour());
    }

    @Test
    void theShardsOfAllStreamsAreListedInOrder() {
        landed.land("shardId-000000000001", null, 1, 2, TEN);
        landed.land(SHARD, null, 1, 2, TEN);
        positions.resume(STREAM, "shardId-000000000002");
        assertEquals(
                List.of(new ShardRef(STREAM, SHARD), new ShardRef(STREAM, "shardId-000000000001")), positions.shards());
    }

    @Test
    void aStreamsNameMayHoldDots() {
        var ref = new ShardRef(new StreamId("my.own.events", 17), SHARD);
        assertEquals(ref, ShardRef.parse(ref.toString()));
    }
}
