package io.millrace.reconcile;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Newest;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import io.millrace.stream.ShardTip;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many questions a status asks of the lake. */
class StatusCostTest {
    private static final int OBJECTS_PER_BATCH = 50;

    private final FakeLake lake = new FakeLake();

    private StatusReader reader() {
        var stream = new FakeStream().put(SHARD, 1);
        var clock = Clock.fixed(TEN, ZoneOffset.UTC);
        return new StatusReader(
                "local",
                new ShardTip(stream, STREAM.name()),
                lake,
                new Positions(lake, lake),
                new RawZone(lake),
                new Batches(lake),
                List.of(),
                List.of(),
                new StageHealth(clock),
                Told.NOTHING,
                clock);
    }

    private int cost(StatusReader reader) throws Exception {
        var before = lake.questions();
        reader.read();
        return lake.questions() - before;
    }

    /** A lake in which so many objects are landed, planned and cleaned, of {@code shards} that the stream has no more. */
    private static FakeLake worked(int objects, int shards) {
        var lake = new FakeLake();
        var ends = new TreeMap<String, Plan.End>();
        for (var i = 0; i <= shards; i++) {
            var shard = i == 0 ? SHARD : "shardId-00000000" + (1000 + i);
            ends.put(new ShardRef(STREAM, shard).toString(), new Plan.End("1", TEN));
            lake.put(Position.key(STREAM, shard), new Position("1", TEN, TEN, TEN).toJson());
        }
        for (var i = 0; i < objects; i++) {
            lake.put("raw/dt=2026-11-21/hour=10/" + i, new byte[0]);
            lake.put("processed/prices/" + i, new byte[0]);
            lake.put("failed/fetch/" + i, new byte[0]);
        }
        var batches = objects / OBJECTS_PER_BATCH;
        for (var n = 1; n < batches; n++) {
            lake.put(Plan.key(n), new byte[0]);
            lake.put(Manifest.key(n), new byte[0]);
        }
        lake.put(
                Plan.key(batches),
                Batched.plan(batches, TEN, List.of(), ends, Map.of()).toJson());
        var last = Batched.manifest(batches, TEN, 0, 0, Map.of(), Map.of(), Map.of());
        lake.put(last.key(), last.toJson());
        lake.put(Newest.KEY, new Newest(batches, batches).toJson());
        return lake;
    }

    private static int cost(FakeLake lake) throws Exception {
        var test = new StatusCostTest();
        lake.keys().forEach(key -> test.lake.put(key, lake.get(key).orElseThrow()));
        return test.cost(test.reader());
    }

    @Test
    void aHundredTimesAsManyObjectsCostNoMore() throws Exception {
        var few = cost(worked(1_000, 0));
        var many = cost(worked(100_000, 0));
        assertTrue(many <= 1.2 * few, many + " questions instead of " + few);
    }

    @Test
    void whatWaitsForACleanerThatStandsStillIsCountedUpToAThousandObjectsOnce() throws Exception {
        var landed = new Landed(lake);
        IntStream.rangeClosed(1, 1_500)
                .forEach(n -> landed.land(SHARD, n == 1 ? null : Integer.toString(n - 1), n, n, TEN));
        var reader = reader();
        assertTrue(cost(reader) < 1_020);
        assertTrue(cost(reader) < 20);
        assertEquals(1_000, reader.read().land().records());
    }

    /** Landing reads from the same two megabytes a second, most of all while it is behind. */
    @Test
    void ofAShardThatIsFarBehindNoMoreThanAThousandRecordsAreRead() {
        var stream = new FakeStream().put(SHARD, 20_000);
        var rest = new ShardTip(stream, STREAM.name()).rest(SHARD, null, null, TEN.plusSeconds(60));
        assertEquals(1_000, rest.records());
        assertEquals(TEN, rest.oldest());
        assertEquals(1_000, stream.read());
    }

    @Test
    void aShardThatIsOverIsAskedForOnce() throws Exception {
        var filled = worked(1_000, 40);
        filled.keys().forEach(key -> lake.put(key, filled.get(key).orElseThrow()));
        var reader = reader();
        assertTrue(cost(reader) > 40);
        assertTrue(cost(reader) < 20);
    }

    @Test
    void failedObjectsAreCountedUpToAThousand() throws Exception {
        IntStream.range(0, 1_500).forEach(i -> lake.put("failed/fetch/" + i, new byte[0]));
        assertEquals(1_000, reader().read().failed());
    }
}
