package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class RecordActionsIT {
    private static final String SHARD = ServerFixture.shard(0);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private ServerFixture kinesis;

    @BeforeEach
    void start() throws IOException {
        kinesis = new ServerFixture(folder);
        kinesis.create("prices", 1);
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void aRecordComesBackAsItWasPut() {
        var data = new byte[70_000];
        new Random(1).nextBytes(data);
        var put = kinesis.client.putRecord(
                request -> request.streamARN("arn:aws:kinesis:eu-central-1:000000000000:stream/prices")
                        .partitionKey("Schlüssel €")
                        .data(SdkBytes.fromByteArray(data)));
        assertEquals(SHARD, put.shardId());
        var record = kinesis.records("prices", SHARD).get(0);
        assertArrayEquals(data, record.data().asByteArray());
        assertEquals("Schlüssel €", record.partitionKey());
        assertEquals(put.sequenceNumber(), record.sequenceNumber());
        assertEquals(kinesis.clock.instant(), record.approximateArrivalTimestamp());
    }

    @Test
    void recordsOfOnePutKeepTheirOrder() {
        var entries = IntStream.range(0, 500)
                .mapToObj(i -> ServerFixture.entry("key " + i, ("record " + i).getBytes()))
                .toList();
        var answer = kinesis.client.putRecords(
                request -> request.streamName("prices").records(entries));
        assertEquals(0, answer.failedRecordCount());
        var numbers = answer.records().stream()
                .map(result -> new BigInteger(result.sequenceNumber()))
                .toList();
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
        assertEquals(IntStream.range(0, 500).mapToObj(i -> "record " + i).toList(), kinesis.texts("prices", SHARD));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void aPartitionKeyGoesToTheShardOfItsHash(int shards) {
        kinesis.create("routed", shards);
        var ranges = kinesis.client
                .listShards(request -> request.streamName("routed"))
                .shards();
        var entries = IntStream.range(0, 200)
                .mapToObj(i -> ServerFixture.entry("product-" + i, new byte[] {1}))
                .toList();
        var results = kinesis.client
                .putRecords(request -> request.streamName("routed").records(entries))
                .records();
        var used = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            var hash = HashRange.hashOf("product-" + i);
            var shard = results.get(i).shardId();
            var range = ranges.stream()
                    .filter(candidate -> candidate.shardId().equals(shard))
                    .findFirst()
                    .orElseThrow()
                    .hashKeyRange();
            assertTrue(new BigInteger(range.startingHashKey()).compareTo(hash) <= 0);
            assertTrue(new BigInteger(range.endingHashKey()).compareTo(hash) >= 0);
            used.add(shard);
        }
        assertEquals(shards, used.size());
        var read = ranges.stream()
                .mapToInt(shard -> kinesis.records("routed", shard.shardId()).size())
                .sum();
        assertEquals(200, read);
    }

    @Test
    void anExplicitHashKeyOverrulesThePartitionKey() {
        kinesis.create("routed", 4);
        for (int i = 0; i < 4; i++) {
            var hash = HashRange.divide(4).get(i).to().toString();
            var put = kinesis.client.putRecord(request -> request.streamName("routed")
                    .partitionKey("same")
                    .explicitHashKey(hash)
                    .data(SdkBytes.fromUtf8String("x")));
            assertEquals(ServerFixture.shard(i), put.shardId());
        }
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.putRecord(request -> request.streamName("routed")
                        .partitionKey("same")
                        .explicitHashKey(HashRange.KEYS.toString())
                        .data(SdkBytes.fromUtf8String("x"))));
    }

    @Test
    void aRecordHasAtMostAMebibyteOfDataAndKey() {
        putBytes("k", MEBIBYTE - 1);
        var error = assertThrows(ValidationException.class, () -> putBytes("kk", MEBIBYTE - 1));
        assertTrue(error.getMessage().contains("'data'"), error.getMessage());
        assertTrue(error.getMessage().contains("has 1048577"), error.getMessage());
        assertEquals(1, kinesis.records("prices", SHARD).size());
    }

    @Test
    void aPartitionKeyHasFrom1To256Characters() {
        putBytes("ü".repeat(256), 1);
        assertThrows(ValidationException.class, () -> putBytes("k".repeat(257), 1));
        assertThrows(ValidationException.class, () -> putBytes("", 1));
        assertEquals("ü".repeat(256), kinesis.records("prices", SHARD).get(0).partitionKey());
    }

    private void putBytes(String key, int bytes) {
        kinesis.client.putRecord(request ->
                request.streamName("prices").partitionKey(key).data(SdkBytes.fromByteArray(new byte[bytes])));
    }

    @Test
    void onePutHasAtMost500Records() {
        var entries = Collections.nCopies(501, ServerFixture.entry("k", new byte[1]));
        assertThrows(
                ValidationException.class,
                () -> kinesis.client.putRecords(
                        request -> request.streamName("prices").records(entries)));
        assertThrows(
                ValidationException.class,
                () -> kinesis.client.putRecords(
                        request -> request.streamName("prices").records(List.of())));
        assertEquals(List.of(), kinesis.records("prices", SHARD));
    }

    @Test
    void onePutHasAtMostFiveMebibytes() {
        var entries = new ArrayList<PutRecordsRequestEntry>(
                Collections.nCopies(5, ServerFixture.entry("k", new byte[MEBIBYTE - 1])));
        kinesis.client.putRecords(request -> request.streamName("prices").records(entries));
        entries.add(ServerFixture.entry("k", new byte[0]));
        var error = assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.putRecords(
                        request -> request.streamName("prices").records(entries)));
        assertTrue(error.getMessage().contains("5242881 bytes"), error.getMessage());
        assertEquals(5, kinesis.records("prices", SHARD).size());
    }

    @Test
    void oneAnswerHasAtMostTenMebibytes() {
        for (int i = 0; i < 12; i++) {
            putBytes("k", MEBIBYTE - 1);
        }
        var first = get(kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON));
        assertEquals(10, first.records().size());
        assertTrue(first.millisBehindLatest() > 0);
        assertEquals(2, get(first.nextShardIterator()).records().size());
    }

    @Test
    void oneAnswerHasAtMostAsManyRecordsAsAskedFor() {
        for (int i = 0; i < 5; i++) {
            kinesis.put("prices", "record " + i);
        }
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON);
        var answer = kinesis.client.getRecords(
                request -> request.shardIterator(iterator).limit(3));
        assertEquals(List.of("record 0", "record 1", "record 2"), texts(answer));
        assertEquals(List.of("record 3", "record 4"), texts(get(answer.nextShardIterator())));
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.getRecords(
                        request -> request.shardIterator(iterator).limit(10_001)));
    }

    @Test
    void anIteratorCanBeUsedAgain() {
        kinesis.put("prices", "one");
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON);
        assertEquals(List.of("one"), texts(get(iterator)));
        assertEquals(List.of("one"), texts(get(iterator)));
    }

    @Test
    void millisBehindLatestIsTheAgeOfTheLastRecordReadUntilAllAreRead() {
        kinesis.put("prices", "one");
        kinesis.put("prices", "two");
        kinesis.clock.move(Duration.ofSeconds(7));
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON);
        var first = kinesis.client.getRecords(
                request -> request.shardIterator(iterator).limit(1));
        assertEquals(7000, first.millisBehindLatest());
        assertEquals(0, get(first.nextShardIterator()).millisBehindLatest());
    }

    @Test
    void latestGivesWhatCameAfterTheIterator() {
        kinesis.put("prices", "before");
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.LATEST);
        kinesis.put("prices", "after");
        assertEquals(List.of("after"), texts(get(iterator)));
    }

    @Test
    void anEmptyAnswerLeadsOnToWhatComesLater() {
        var nothing = get(kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON));
        assertEquals(List.of(), nothing.records());
        assertEquals(0, nothing.millisBehindLatest());
        kinesis.put("prices", "later");
        assertEquals(List.of("later"), texts(get(nothing.nextShardIterator())));
    }

    @Test
    void anIteratorStartsAtOrAfterASequenceNumber() {
        kinesis.put("prices", "one");
        var two = kinesis.put("prices", "two");
        kinesis.put("prices", "three");
        assertEquals(List.of("two", "three"), texts(get(at(ShardIteratorType.AT_SEQUENCE_NUMBER, two))));
        assertEquals(List.of("three"), texts(get(at(ShardIteratorType.AFTER_SEQUENCE_NUMBER, two))));
    }

    @Test
    void theStartingSequenceNumberOfAShardIsItsTrimHorizon() {
        kinesis.put("prices", "one");
        var start = kinesis.client
                .listShards(request -> request.streamName("prices"))
                .shards()
                .get(0)
                .sequenceNumberRange()
                .startingSequenceNumber();
        assertEquals(List.of("one"), texts(get(at(ShardIteratorType.AT_SEQUENCE_NUMBER, start))));
        assertEquals(List.of("one"), texts(get(at(ShardIteratorType.AFTER_SEQUENCE_NUMBER, start))));
    }

    @Test
    void aSequenceNumberOfAnotherShardIsRefusedAndNamed() {
        kinesis.create("other", 1);
        kinesis.clock.move(Duration.ofSeconds(1));
        kinesis.create("third", 1);
        for (var number : List.of("1", "abc", kinesis.put("third", "x"))) {
            for (var type : List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
                var error = assertThrows(InvalidArgumentException.class, () -> at(type, number));
                assertTrue(error.getMessage().contains(number), error.getMessage());
            }
        }
    }

    @Test
    void aSequenceNumberThatIsYetToComeIsRefused() {
        var number = SequenceNumber.parse(kinesis.put("prices", "x")).orElseThrow();
        var later = new SequenceNumber(number.created(), number.shard(), number.counter() + 1_000).toString();
        assertThrows(InvalidArgumentException.class, () -> at(ShardIteratorType.AT_SEQUENCE_NUMBER, later));
    }

    private String at(ShardIteratorType type, String number) {
        return kinesis.client
                .getShardIterator(request -> request.streamName("prices")
                        .shardId(SHARD)
                        .shardIteratorType(type)
                        .startingSequenceNumber(number))
                .shardIterator();
    }

    @Test
    void anIteratorStartsAtAPointInTime() {
        kinesis.put("prices", "one");
        kinesis.clock.move(Duration.ofMillis(1));
        var moment = kinesis.clock.instant();
        kinesis.put("prices", "two");
        kinesis.clock.move(Duration.ofSeconds(1));
        var iterator = kinesis.client
                .getShardIterator(request -> request.streamName("prices")
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(moment))
                .shardIterator();
        assertEquals(List.of("two"), texts(get(iterator)));
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.getShardIterator(request -> request.streamName("prices")
                        .shardId(SHARD)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(moment.plusSeconds(60))));
    }

    @Test
    void theFieldThatAnIteratorTypeNeedsHasToBeThere() {
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.iterator("prices", SHARD, ShardIteratorType.AT_SEQUENCE_NUMBER));
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.iterator("prices", SHARD, ShardIteratorType.AT_TIMESTAMP));
    }

    @Test
    void anIteratorLivesForFiveMinutes() {
        kinesis.put("prices", "one");
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON);
        kinesis.clock.move(Duration.ofMinutes(5));
        assertEquals(List.of("one"), texts(get(iterator)));
        kinesis.clock.move(Duration.ofMillis(1));
        assertThrows(ExpiredIteratorException.class, () -> get(iterator));
    }

    @Test
    void anIteratorOfADeletedStreamIsNoIteratorOfItsSuccessor() {
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON);
        kinesis.client.deleteStream(request -> request.streamName("prices"));
        assertThrows(ResourceNotFoundException.class, () -> get(iterator));
        kinesis.create("prices", 1);
        assertThrows(InvalidArgumentException.class, () -> get(iterator));
    }

    @Test
    void whatIsNoIteratorIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> get("AAAAAAAAAAFxyz"));
    }

    @Test
    void recordsAreGoneAfterADay() {
        kinesis.put("prices", "yesterday");
        kinesis.clock.move(Duration.ofHours(24).plusMillis(1));
        kinesis.put("prices", "today");
        assertEquals(List.of("today"), kinesis.texts("prices", SHARD));
    }

    @Test
    void manyClientsAtOnceLoseNothingAndShareNoNumber() throws Exception {
        var clients = Executors.newFixedThreadPool(8);
        try {
            var puts = clients.invokeAll(IntStream.range(0, 8)
                    .<Callable<List<String>>>mapToObj(client -> () -> IntStream.range(0, 40)
                            .mapToObj(i -> kinesis.put("prices", client + "/" + i))
                            .toList())
                    .toList());
            var acknowledged = new HashSet<String>();
            for (var put : puts) {
                acknowledged.addAll(put.get());
            }
            assertEquals(320, acknowledged.size());
            var read = kinesis.records("prices", SHARD).stream()
                    .map(record -> record.sequenceNumber())
                    .toList();
            assertEquals(acknowledged.stream().sorted().toList(), read);
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void unknownStreamsAndShardsAreNotFound() {
        assertThrows(ResourceNotFoundException.class, () -> kinesis.put("nowhere", "x"));
        assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.iterator("prices", "shardId-000000000009", ShardIteratorType.LATEST));
        assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.client.putRecords(
                        request -> request.streamName("nowhere").records(ServerFixture.entry("k", new byte[1]))));
    }

    private GetRecordsResponse get(String iterator) {
        return kinesis.client.getRecords(request -> request.shardIterator(iterator));
    }

    private static List<String> texts(GetRecordsResponse answer) {
        return answer.records().stream().map(ServerFixture::text).toList();
    }
}
