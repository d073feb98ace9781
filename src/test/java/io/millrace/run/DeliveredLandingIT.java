package io.millrace.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.LandStart;
import io.millrace.config.Settings;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.S3ObjectStore;
import io.millrace.local.S3Server;
import io.millrace.local.kinesis.ServerFixture;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What a trigger delivers on its way into the raw zone, over the SDK and the wire, while the stream changes. */
class DeliveredLandingIT {
    private static final String STREAM = "millrace-events";
    private static final String FIRST = ServerFixture.shard(0);

    @TempDir
    private Path folder;

    private ServerFixture kinesis;
    private S3Server s3;
    private Clients clients;
    private S3ObjectStore store;
    private Positions positions;
    private DeliveryRoutes routes;
    private int put;

    @BeforeEach
    void start() throws Exception {
        kinesis = new ServerFixture(folder.resolve("kinesis"));
        s3 = S3Server.start(folder.resolve("s3"), 0);
        clients = clients();
        clients.s3().createBucket(r -> r.bucket(Lander.BUCKET));
        store = new S3ObjectStore(clients.s3(), Lander.BUCKET);
        positions = new Positions(store, (key, content, metadata) -> {
            throw new AssertionError("a test only reads");
        });
        kinesis.create(STREAM, 1);
        routes = routes("trim-horizon");
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        clients.close();
        kinesis.close();
        s3.close();
    }

    @Test
    void whatIsDeliveredTwiceAndInOtherPartsIsLandedOnce() {
        put(10);
        assertEquals(Optional.empty(), deliver(FIRST, 1, 6));
        assertEquals(Optional.empty(), deliver(FIRST, 1, 6));
        assertEquals(Optional.empty(), deliver(FIRST, 4, 10));
        assertEquals(Optional.empty(), deliver(FIRST, 2, 3));
        assertWhole(10);
    }

    @Test
    void whatTheTriggerGaveUpIsReadFromTheStreamFirst() {
        put(60);
        deliver(FIRST, 1, 5);
        deliver(FIRST, 51, 60);
        assertWhole(60);
    }

    @Test
    void aDeliveryThatLeavesRecordsOutLosesNone() {
        put(10);
        var records = records(FIRST);
        land(FIRST, List.of(records.get(0), records.get(2), records.get(7)));
        assertWhole(10);
    }

    @Test
    void whatThereIsNoTimeForIsAnsweredAndLandsNextTime() {
        put(10);
        var records = records(FIRST);
        assertEquals(Optional.of(records.get(0).seq()), routes.deliveries().land(FIRST, records, () -> true));
        assertEquals(Optional.empty(), land(FIRST, records));
        assertWhole(10);
    }

    @Test
    void aBucketThatIsAwayIsAnsweredWithTheFirstRecordThatIsNotLanded() throws Exception {
        put(10);
        deliver(FIRST, 1, 4);
        var port = s3.endpoint().getPort();
        s3.close();
        assertEquals(Optional.of(records(FIRST).get(0).seq()), deliver(FIRST, 1, 10));
        s3 = S3Server.start(folder.resolve("s3"), port);
        assertEquals(Optional.empty(), deliver(FIRST, 1, 10));
        assertWhole(10);
    }

    @Test
    void oneThatReadsTheStreamBesideItLandsTheSameObjects() throws Exception {
        put(10);
        deliver(FIRST, 1, 4);
        try (var lander = new Lander(clients(), LandStart.TRIM_HORIZON, kinesis.clock, (stream, shard) -> true)) {
            await().atMost(20, TimeUnit.SECONDS).until(() -> landed().size() == 10);
            put(10);
            deliver(FIRST, 7, 20);
            put(10);
            await().atMost(20, TimeUnit.SECONDS).until(() -> landed().size() == 30);
            deliver(FIRST, 15, 30);
        }
        put(5);
        deliver(FIRST, 33, 35);
        assertWhole(35);
    }

    @Test
    void aParentIsEndedWithWhatWasGivenUpOfItOnceItsChildIsDelivered() {
        put(10);
        later(2);
        deliver(FIRST, 1, 4);
        split();
        put(10);
        var children = List.of(ServerFixture.shard(1), ServerFixture.shard(2));
        children.forEach(child -> land(child, records(child)));
        assertWhole(20);
        assertTrue(positions.ended(stream(), FIRST).isPresent());
        assertTrue(positions.ended(stream(), children.get(0)).isEmpty());
    }

    @Test
    void childrenOfASplitAreLandedFromTheirFirstRecordWhateverTheStart() throws Exception {
        put(5);
        later(1);
        routes.close();
        routes = routes("latest");
        deliver(FIRST, 1, 5);
        later(1);
        put(5);
        deliver(FIRST, 3, 10);
        later(2);
        split();
        put(10);
        for (var shard = 1; shard <= 2; shard++) {
            var records = records(ServerFixture.shard(shard));
            land(ServerFixture.shard(shard), records.subList(records.size() - 1, records.size()));
        }
        assertEquals(IntStream.rangeClosed(6, 20).boxed().toList(), landed());
    }

    @Test
    void aShardThatWasIdleForLongerThanRecordsAreKeptHasLostNothing() {
        put(5);
        deliver(FIRST, 1, 5);
        kinesis.clock.move(Duration.ofHours(30));
        put(5);
        land(FIRST, records(FIRST));
        assertEquals(List.of(), positions.trimmed());
        assertWhole(10);
    }

    @Test
    void aTriggerThatLaggedBehindWhatIsKeptIsALoss() {
        put(5);
        deliver(FIRST, 1, 5);
        kinesis.clock.move(Duration.ofHours(2));
        put(5);
        kinesis.clock.move(Duration.ofHours(23));
        put(5);
        kinesis.clock.move(Duration.ofHours(2));
        land(FIRST, records(FIRST));
        assertEquals(1, positions.trimmed().size());
        assertEquals(List.of(1, 2, 3, 4, 5, 11, 12, 13, 14, 15), landed());
    }

    @Test
    void whatWasDeliveredOfAShardThatIsGoneMeanwhileIsNotLost() {
        put(10);
        later(2);
        deliver(FIRST, 1, 4);
        var rest = records(FIRST).subList(4, 10);
        split();
        kinesis.clock.move(Duration.ofHours(25));
        assertEquals(Optional.empty(), land(FIRST, rest));
        assertWhole(10);
        assertEquals(1, positions.trimmed().size(), "nobody knows what lay between");
    }

    @Test
    void aStreamThatIsMadeAnewIsLandedUnderItsOwnName() {
        put(5);
        deliver(FIRST, 1, 5);
        var old = records(FIRST);
        kinesis.client.deleteStream(r -> r.streamName(STREAM));
        later(5);
        kinesis.create(STREAM, 1);
        put(5);
        assertEquals(Optional.empty(), land(FIRST, old), "what is gone with its stream is not asked for again");
        land(FIRST, records(FIRST));
        assertWhole(10);
        assertFalse(positions.shards().size() < 2);
    }

    private DeliveryRoutes routes(String start) throws Exception {
        var flags = List.of(
                new Flag("test", "millrace.aws.bucket", Lander.BUCKET), new Flag("test", "millrace.land.start", start));
        return new DeliveryRoutes(Settings.load(Optional.empty(), flags, Map.of(), folder), clients, kinesis.clock);
    }

    private Clients clients() {
        return Clients.local(kinesis.server.endpoint(), s3.endpoint(), null, "us-east-1");
    }

    /** Delivers records of a shard, by their places in it, the first of which is 1. */
    private Optional<String> deliver(String shard, int first, int last) {
        return land(shard, records(shard).subList(first - 1, last));
    }

    private Optional<String> land(String shard, List<StreamRecord> records) {
        return routes.deliveries().land(shard, records, () -> false);
    }

    private List<StreamRecord> records(String shard) {
        var records = new ArrayList<StreamRecord>();
        var iterator = clients.kinesis()
                .getShardIterator(
                        r -> r.streamName(STREAM).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        clients.kinesis()
                .getRecords(r -> r.shardIterator(iterator))
                .records()
                .forEach(record -> records.add(new StreamRecord(
                        record.sequenceNumber(),
                        record.approximateArrivalTimestamp(),
                        record.data().asByteArray())));
        return records;
    }

    private void put(int count) {
        for (var i = 0; i < count; i++) {
            var n = ++put;
            clients.kinesis()
                    .putRecord(r -> r.streamName(STREAM)
                            .partitionKey("key-" + n)
                            .data(SdkBytes.fromUtf8String("{\"n\":" + n + "}")));
        }
    }

    private void split() {
        kinesis.client.splitShard(r -> r.streamName(STREAM)
                .shardToSplit(FIRST)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
    }

    private void later(int seconds) {
        kinesis.clock.move(Duration.ofSeconds(seconds));
    }

    private StreamId stream() {
        var summary = clients.kinesis()
                .describeStreamSummary(r -> r.streamName(STREAM))
                .streamDescriptionSummary();
        return StreamId.of(STREAM, summary.streamCreationTimestamp());
    }

    /** The numbers in the chains of all shards, sorted. */
    private List<Integer> landed() {
        var zone = new RawZone(store);
        var numbers = new ArrayList<Integer>();
        for (var shard : positions.shards()) {
            var position = positions.find(shard.stream(), shard.shard()).orElseThrow();
            for (var object : zone.chain(
                    shard.stream(), shard.shard(), null, position.origin(), position.hour(), Long.MAX_VALUE)) {
                try (var lines = zone.lines(object)) {
                    lines.forEach(line -> numbers.add(
                            Integer.parseInt(new String(line.data(), StandardCharsets.UTF_8).replaceAll("\\D", ""))));
                }
            }
        }
        return numbers.stream().sorted().toList();
    }

    private void assertWhole(int count) {
        assertEquals(IntStream.rangeClosed(1, count).boxed().toList(), landed());
    }
}
