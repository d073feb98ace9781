package io.millrace.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.LandStart;
import io.millrace.dataset.StreamId;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.Reached;
import io.millrace.lake.S3ObjectStore;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Trimmed;
import io.millrace.local.S3Server;
import io.millrace.local.kinesis.ServerFixture;
import io.millrace.stream.ShardShare;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** The whole way from a stream, over the SDK and the wire, into the raw zone, while the stream changes. */
class LandingIT {
    private static final String STREAM = "millrace-events";
    private static final ShardShare ALL = (stream, shard) -> true;
    private static final String FIRST = ServerFixture.shard(0);

    @TempDir
    private Path folder;

    private ServerFixture kinesis;
    private S3Server s3;
    private Clients clients;
    private S3ObjectStore store;
    private Positions positions;
    private int put;

    @BeforeEach
    void start() throws Exception {
        start("first", new ServerFixture(folder.resolve("kinesis")));
    }

    private void start(String name, ServerFixture server) throws Exception {
        kinesis = server;
        s3 = S3Server.start(folder.resolve(name + "-s3"), 0);
        clients = clients();
        clients.s3().createBucket(r -> r.bucket(Lander.BUCKET));
        store = new S3ObjectStore(clients.s3(), Lander.BUCKET);
        positions = new Positions(store, (key, content, metadata) -> {
            throw new AssertionError("a test only reads");
        });
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        kinesis.close();
        s3.close();
    }

    @Test
    void allRecordsLandOnceWhileShardsAreSplitAndMerged() throws Exception {
        kinesis.create(STREAM, 1);
        try (var lander = lander()) {
            put(40);
            later(2);
            kinesis.client.splitShard(r -> r.streamName(STREAM)
                    .shardToSplit(FIRST)
                    .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
            put(40);
            awaitLanded(80);
            later(2);
            put(20);
            kinesis.client.mergeShards(r -> r.streamName(STREAM)
                    .shardToMerge(ServerFixture.shard(1))
                    .adjacentShardToMerge(ServerFixture.shard(2)));
            put(40);
            awaitLanded(140);
            await().atMost(20, SECONDS).until(() -> ended(0) && ended(1) && ended(2) && !ended(3));
        }
        assertWhole(140);
        try (var again = lander()) {
            put(10);
            awaitLanded(150);
        }
        assertWhole(150);
        assertEquals(List.of(), positions.trimmed());
    }

    @Test
    void anEmptyShardThatIsClosedEndsToo() throws Exception {
        kinesis.create(STREAM, 1);
        later(2);
        kinesis.client.splitShard(r -> r.streamName(STREAM)
                .shardToSplit(FIRST)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        try (var lander = lander()) {
            await().atMost(20, SECONDS).until(() -> ended(0));
        }
        assertEquals(List.of(), positions.shards(), "nothing is landed");
    }

    @Test
    void aStreamThatIsMadeAnewIsReadUnderItsOwnName() throws Exception {
        try (var lander = lander()) {
            await().atMost(20, SECONDS).until(() -> lander.said("there is no stream millrace-events yet"));
            kinesis.create(STREAM, 2);
            put(10);
            awaitLanded(10);
            kinesis.client.deleteStream(r -> r.streamName(STREAM));
            await().atMost(20, SECONDS).until(() -> lander.said("was deleted"));
            later(5);
            kinesis.create(STREAM, 1);
            put(10);
            awaitLanded(20);
            // The next time nobody looks in between.
            kinesis.client.deleteStream(r -> r.streamName(STREAM));
            later(5);
            kinesis.create(STREAM, 1);
            put(10);
            awaitLanded(30);
        }
        assertWhole(30);
        assertEquals(
                3, positions.shards().stream().map(ShardRef::stream).distinct().count());
    }

    @Test
    void anIteratorThatExpiredIsReplaced() throws Exception {
        kinesis.create(STREAM, 1);
        try (var lander = lander()) {
            put(5);
            awaitLanded(5);
            kinesis.clock.move(Duration.ofMinutes(6));
            put(5);
            awaitLanded(10);
            assertEquals(List.of(), lander.failures);
        }
        assertWhole(10);
    }

    @Test
    void aShardThatIsAskedTooOftenIsReadToTheEndWithoutAnAlarm() throws Exception {
        stop();
        start("second", ServerFixture.throttled(folder.resolve("throttled")));
        var ticks = Executors.newSingleThreadScheduledExecutor();
        ticks.scheduleAtFixedRate(() -> kinesis.clock.move(Duration.ofMillis(20)), 0, 20, MILLISECONDS);
        kinesis.create(STREAM, 1);
        put(100);
        // Three that read one shard are too many for its five reads a second.
        try (var one = lander();
                var two = lander();
                var three = lander()) {
            awaitLanded(100);
            put(50);
            awaitLanded(150);
            assertEquals(List.of(), one.failures);
            assertEquals(List.of(), two.failures);
            assertEquals(List.of(), three.failures);
        } finally {
            ticks.shutdownNow();
        }
        assertWhole(150);
    }

    @Test
    void latestIsFrozenOnceForEveryLaterStart() throws Exception {
        kinesis.create(STREAM, 2);
        put(10);
        later(1);
        try (var lander = lander(LandStart.LATEST)) {
            await().atMost(20, SECONDS)
                    .until(() -> !store.list("_state/", null, 1).isEmpty());
        }
        later(1);
        put(10);
        try (var lander = lander(LandStart.TRIM_HORIZON)) {
            awaitLanded(10);
        }
        assertEquals(IntStream.rangeClosed(11, 20).boxed().toList(), landed());
    }

    @Test
    void childrenOfASplitAreReadFromTheirFirstRecordWhateverTheStart() throws Exception {
        kinesis.create(STREAM, 1);
        put(10);
        later(1);
        try (var lander = lander(LandStart.LATEST)) {
            await().atMost(20, SECONDS)
                    .until(() -> !store.list("_state/", null, 1).isEmpty());
        }
        later(2);
        kinesis.client.splitShard(r -> r.streamName(STREAM)
                .shardToSplit(FIRST)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        put(10);
        try (var lander = lander(LandStart.LATEST)) {
            awaitLanded(10);
        }
        assertEquals(IntStream.rangeClosed(11, 20).boxed().toList(), landed());
    }

    @Test
    void whatWasTrimmedBeforeItWasLandedIsKeptAsALoss() throws Exception {
        kinesis.create(STREAM, 1);
        kinesis.client.increaseStreamRetentionPeriod(r -> r.streamName(STREAM).retentionPeriodHours(48));
        try (var lander = lander()) {
            put(5);
            awaitLanded(5);
        }
        later(10);
        put(5);
        later(30 * 3600);
        put(5);
        var stopped = positions.find(stream(), FIRST).orElseThrow();
        kinesis.client.decreaseStreamRetentionPeriod(r -> r.streamName(STREAM).retentionPeriodHours(24));
        try (var lander = lander()) {
            awaitLanded(10);
            assertTrue(lander.said("may have been trimmed"), lander.failures::toString);
        }
        var trimmed = positions.trimmed();
        assertEquals(1, trimmed.size(), trimmed::toString);
        assertEquals(FIRST, trimmed.get(0).shard());
        assertEquals(stopped.last(), trimmed.get(0).after());
        var began = kinesis.clock.instant().minus(Duration.ofSeconds(30 * 3600 + 10));
        assertEquals(List.of(began), trimmed.stream().map(Trimmed::from).toList());
        assertEquals(
                List.of(kinesis.clock.instant().minus(Duration.ofHours(24))),
                trimmed.stream().map(Trimmed::to).toList());
        assertEquals(List.of(1, 2, 3, 4, 5, 11, 12, 13, 14, 15), landed());
    }

    @Test
    void anIdleShardThatIsReadAgainWithinItsRetentionHasLostNothing() throws Exception {
        kinesis.create(STREAM, 2);
        try (var lander = lander()) {
            put(1);
            awaitLanded(1);
            // Idle for longer than records are kept, but read all the while.
            for (var hours = 0; hours < 30; hours += 10) {
                kinesis.clock.move(Duration.ofHours(10));
                var now = kinesis.clock.instant();
                await().atMost(20, SECONDS)
                        .until(() -> through(0).equals(now) && through(1).equals(now));
            }
        }
        kinesis.clock.move(Duration.ofHours(23));
        try (var lander = lander()) {
            put(1);
            awaitLanded(2);
            assertFalse(lander.said("trimmed"), lander.failures::toString);
        }
        assertEquals(List.of(), positions.trimmed());
    }

    @Test
    void aShardThatWentAwayUnreadIsALoss() throws Exception {
        kinesis.create(STREAM, 1);
        try (var lander = lander()) {
            put(5);
            awaitLanded(5);
        }
        later(2);
        put(5);
        kinesis.client.splitShard(r -> r.streamName(STREAM)
                .shardToSplit(FIRST)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        kinesis.clock.move(Duration.ofHours(25));
        try (var lander = lander()) {
            await().atMost(20, SECONDS).until(() -> lander.said("may have been trimmed"));
        }
        assertEquals(
                List.of(FIRST), positions.trimmed().stream().map(Trimmed::shard).toList());
    }

    @Test
    void shardsThatChangeHandsLandOnce() throws Exception {
        kinesis.create(STREAM, 4);
        var turned = new AtomicInteger();
        ShardShare even = (stream, shard) -> (shard.hashCode() + turned.get()) % 2 == 0;
        ShardShare odd = (stream, shard) -> (shard.hashCode() + turned.get()) % 2 != 0;
        try (var one = lander(LandStart.TRIM_HORIZON, even);
                var two = lander(LandStart.TRIM_HORIZON, odd)) {
            for (var round = 1; round <= 3; round++) {
                put(40);
                turned.incrementAndGet();
                awaitLanded(round * 40);
            }
        }
        assertWhole(120);
    }

    private Clients clients() {
        return Clients.local(kinesis.server.endpoint(), s3.endpoint(), null, "us-east-1");
    }

    private Lander lander() throws Exception {
        return lander(LandStart.TRIM_HORIZON);
    }

    private Lander lander(LandStart start) throws Exception {
        return lander(start, ALL);
    }

    private Lander lander(LandStart start, ShardShare share) throws Exception {
        return new Lander(clients(), start, kinesis.clock, share);
    }

    private void later(int seconds) {
        kinesis.clock.move(Duration.ofSeconds(seconds));
    }

    /** Puts the next records; their numbers are the oracle. */
    private void put(int count) {
        for (var i = 0; i < count; i++) {
            var n = ++put;
            clients.kinesis()
                    .putRecord(r -> r.streamName(STREAM)
                            .partitionKey("key-" + n)
                            .data(SdkBytes.fromUtf8String("{\"n\":" + n + "}")));
        }
    }

    private StreamId stream() {
        var summary = clients.kinesis()
                .describeStreamSummary(r -> r.streamName(STREAM))
                .streamDescriptionSummary();
        return StreamId.of(STREAM, summary.streamCreationTimestamp());
    }

    private boolean ended(int shard) {
        return positions.ended(stream(), ServerFixture.shard(shard)).isPresent();
    }

    private Instant through(int shard) {
        return positions
                .reached(stream(), ServerFixture.shard(shard))
                .map(Reached::through)
                .orElse(Instant.EPOCH);
    }

    private void awaitLanded(int count) {
        await().atMost(40, SECONDS).until(() -> landed().size() >= count);
    }

    /** The numbers in the chains of all shards, sorted. */
    private List<Integer> landed() {
        var zone = new RawZone(store);
        var numbers = new ArrayList<Integer>();
        for (var shard : positions.shards()) {
            var position = positions.find(shard.stream(), shard.shard()).orElseThrow();
            var chain =
                    zone.chain(shard.stream(), shard.shard(), null, position.origin(), position.hour(), Long.MAX_VALUE);
            for (var object : chain) {
                try (var lines = zone.lines(object)) {
                    for (var line : lines) {
                        var text = new String(line.data(), StandardCharsets.UTF_8);
                        numbers.add(Integer.parseInt(text.replaceAll("\\D", "")));
                    }
                }
            }
        }
        return numbers.stream().sorted().toList();
    }

    private void assertWhole(int count) {
        assertEquals(IntStream.rangeClosed(1, count).boxed().toList(), landed());
    }
}
