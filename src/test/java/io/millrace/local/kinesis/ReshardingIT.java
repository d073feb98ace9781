package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class ReshardingIT {
    private static final String MIDDLE = BigInteger.TWO.pow(127).toString();

    @TempDir
    Path folder;

    private ServerFixture kinesis;

    @BeforeEach
    void start() throws IOException {
        kinesis = new ServerFixture(folder);
        kinesis.create("prices", 1);
        kinesis.clock.move(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void aSplitShardIsClosedAndItsChildrenTakeItsRange() {
        split();
        var shards = shards();
        assertEquals(3, shards.size());
        assertEquals(
                56, shards.get(0).sequenceNumberRange().endingSequenceNumber().length());
        for (var child : shards.subList(1, 3)) {
            assertEquals(ServerFixture.shard(0), child.parentShardId());
            assertNull(child.sequenceNumberRange().endingSequenceNumber());
        }
        assertEquals("0", shards.get(1).hashKeyRange().startingHashKey());
        assertEquals(MIDDLE, shards.get(2).hashKeyRange().startingHashKey());
        assertEquals(
                2,
                kinesis.client
                        .describeStreamSummary(request -> request.streamName("prices"))
                        .streamDescriptionSummary()
                        .openShardCount());
    }

    @Test
    void recordsAfterASplitGoToTheChildren() {
        var before = kinesis.put("prices", "before");
        split();
        var after = kinesis.put("prices", "after");
        assertTrue(new BigInteger(after).compareTo(new BigInteger(before)) > 0);
        assertEquals(List.of("before"), kinesis.texts("prices", ServerFixture.shard(0)));
        // MD5("key") begins with 3c, so it is in the lower half.
        assertEquals(List.of("after"), kinesis.texts("prices", ServerFixture.shard(1)));
    }

    @Test
    void theEndOfAClosedShardHasNoNextIteratorAndNamesTheChildren() {
        kinesis.put("prices", "one");
        kinesis.put("prices", "two");
        var iterator = kinesis.iterator("prices", ServerFixture.shard(0), ShardIteratorType.TRIM_HORIZON);
        split();
        var first = kinesis.client.getRecords(
                request -> request.shardIterator(iterator).limit(1));
        var last = get(first.nextShardIterator());
        assertEquals(1, last.records().size());
        assertNull(last.nextShardIterator());
        assertEquals(
                List.of(ServerFixture.shard(1), ServerFixture.shard(2)),
                last.childShards().stream().map(child -> child.shardId()).toList());
        assertEquals(List.of(ServerFixture.shard(0)), last.childShards().get(0).parentShards());
    }

    @Test
    void mergedShardsHaveOneChildWithBothParents() {
        split();
        kinesis.clock.move(Duration.ofSeconds(10));
        kinesis.client.mergeShards(request -> request.streamName("prices")
                .shardToMerge(ServerFixture.shard(1))
                .adjacentShardToMerge(ServerFixture.shard(2)));
        var child = shards().get(3);
        assertEquals(ServerFixture.shard(1), child.parentShardId());
        assertEquals(ServerFixture.shard(2), child.adjacentParentShardId());
        assertEquals("0", child.hashKeyRange().startingHashKey());
        assertEquals(
                HashRange.KEYS.subtract(BigInteger.ONE).toString(),
                child.hashKeyRange().endingHashKey());
        assertEquals(
                ServerFixture.shard(3),
                kinesis.client
                        .putRecord(request ->
                                request.streamName("prices").partitionKey("key").data(SdkBytes.fromUtf8String("x")))
                        .shardId());
    }

    @Test
    void shardsAreFilteredByWhenTheyWereOpen() {
        var begun = kinesis.clock.instant();
        kinesis.clock.move(Duration.ofHours(1));
        split();
        kinesis.clock.move(Duration.ofHours(1));
        assertEquals(List.of(1, 2), filtered(ShardFilterType.AT_LATEST, null));
        assertEquals(List.of(0), filtered(ShardFilterType.AT_TRIM_HORIZON, null));
        assertEquals(List.of(0, 1, 2), filtered(ShardFilterType.FROM_TRIM_HORIZON, null));
        assertEquals(List.of(0), filtered(ShardFilterType.AT_TIMESTAMP, begun));
        assertEquals(List.of(1, 2), filtered(ShardFilterType.FROM_TIMESTAMP, begun.plusSeconds(5400)));
        kinesis.clock.move(Duration.ofHours(24));
        assertEquals(List.of(1, 2), filtered(ShardFilterType.FROM_TRIM_HORIZON, null));
    }

    private List<Integer> filtered(ShardFilterType type, Instant at) {
        return kinesis
                .client
                .listShards(request -> request.streamName("prices")
                        .shardFilter(filter -> filter.type(type).timestamp(at)))
                .shards()
                .stream()
                .map(shard -> Integer.parseInt(shard.shardId().substring("shardId-".length())))
                .toList();
    }

    @Test
    void whatCannotBeSplitOrMergedIsRefused() {
        split();
        assertThrows(InvalidArgumentException.class, this::split);
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.splitShard(request -> request.streamName("prices")
                        .shardToSplit(ServerFixture.shard(2))
                        .newStartingHashKey("17")));
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.mergeShards(request -> request.streamName("prices")
                        .shardToMerge(ServerFixture.shard(1))
                        .adjacentShardToMerge(ServerFixture.shard(1))));
        assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.client.splitShard(request -> request.streamName("prices")
                        .shardToSplit(ServerFixture.shard(7))
                        .newStartingHashKey(MIDDLE)));
        assertEquals(3, shards().size());
    }

    @Test
    void shardsStayAsTheyAreOverARestart() throws IOException {
        kinesis.put("prices", "before");
        split();
        var before = shards();
        kinesis.close();
        kinesis = new ServerFixture(folder, Limits.unthrottled(), kinesis.clock);
        assertEquals(before, shards());
        var iterator = kinesis.iterator("prices", ServerFixture.shard(0), ShardIteratorType.TRIM_HORIZON);
        assertNull(get(iterator).nextShardIterator());
    }

    @Test
    void aStreamCreatedAnewRepeatsNoNumberOfAChild() {
        split();
        var child = SequenceNumber.parse(kinesis.put("prices", "x")).orElseThrow();
        kinesis.client.deleteStream(request -> request.streamName("prices"));
        kinesis.create("prices", 3);
        assertTrue(created(kinesis.put("prices", "x")) > child.created());
    }

    private static long created(String number) {
        return SequenceNumber.parse(number).orElseThrow().created();
    }

    private void split() {
        kinesis.client.splitShard(request -> request.streamName("prices")
                .shardToSplit(ServerFixture.shard(0))
                .newStartingHashKey(MIDDLE));
    }

    private List<Shard> shards() {
        return kinesis.client
                .listShards(request -> request.streamName("prices"))
                .shards();
    }

    private GetRecordsResponse get(String iterator) {
        return kinesis.client.getRecords(request -> request.shardIterator(iterator));
    }
}
