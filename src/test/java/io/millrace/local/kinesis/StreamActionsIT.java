package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class StreamActionsIT {
    private static final String ARN = "arn:aws:kinesis:eu-central-1:000000000000:stream/prices";

    @TempDir
    Path folder;

    private ServerFixture kinesis;

    @BeforeEach
    void start() throws IOException {
        kinesis = new ServerFixture(folder);
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void aNewStreamIsActiveAndDescribedWhole() {
        kinesis.create("prices", 2);
        var stream = kinesis.client
                .describeStream(request -> request.streamName("prices"))
                .streamDescription();
        assertEquals("prices", stream.streamName());
        assertEquals(ARN, stream.streamARN());
        assertEquals(StreamStatus.ACTIVE, stream.streamStatus());
        assertEquals(StreamMode.PROVISIONED, stream.streamModeDetails().streamMode());
        assertEquals(24, stream.retentionPeriodHours());
        assertEquals(kinesis.clock.instant().truncatedTo(ChronoUnit.SECONDS), stream.streamCreationTimestamp());
        assertEquals(2, stream.shards().size());
        assertFalse(stream.hasMoreShards());
        var second = stream.shards().get(1);
        assertEquals("shardId-000000000001", second.shardId());
        assertEquals(BigInteger.TWO.pow(127).toString(), second.hashKeyRange().startingHashKey());
        assertEquals(
                BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString(),
                second.hashKeyRange().endingHashKey());
        assertEquals(56, second.sequenceNumberRange().startingSequenceNumber().length());
        assertEquals(null, second.sequenceNumberRange().endingSequenceNumber());
    }

    @Test
    void theWaiterOfTheSdkFindsANewStreamThere() {
        kinesis.create("prices", 1);
        var waited = kinesis.client.waiter().waitUntilStreamExists(request -> request.streamName("prices"));
        assertTrue(waited.matched().response().isPresent());
    }

    @Test
    void theSummaryCountsOpenShards() {
        kinesis.create("prices", 5);
        var summary = kinesis.client
                .describeStreamSummary(request -> request.streamARN(ARN))
                .streamDescriptionSummary();
        assertEquals(5, summary.openShardCount());
        assertEquals(StreamStatus.ACTIVE, summary.streamStatus());
        assertEquals("prices", summary.streamName());
    }

    @Test
    void anOnDemandStreamHasFourShards() {
        kinesis.client.createStream(request ->
                request.streamName("prices").streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        var summary = kinesis.client
                .describeStreamSummary(request -> request.streamName("prices"))
                .streamDescriptionSummary();
        assertEquals(4, summary.openShardCount());
        assertEquals(StreamMode.ON_DEMAND, summary.streamModeDetails().streamMode());
    }

    @Test
    void aNameInUseIsRefused() {
        kinesis.create("prices", 1);
        var error = assertThrows(ResourceInUseException.class, () -> kinesis.create("prices", 2));
        assertTrue(error.getMessage().contains("Stream prices"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a/b", "ä"})
    void aNameThatAwsWouldNotTakeIsRefused(String name) {
        assertThrows(ValidationException.class, () -> kinesis.create(name, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a.stream", "lock", "prices.created"})
    void aNameThatMeansSomethingToFileSystemsIsAnyName(String name) {
        kinesis.create(name, 1);
        kinesis.put(name, "here");
        assertEquals(List.of("here"), kinesis.texts(name, ServerFixture.shard(0)));
        kinesis.client.deleteStream(request -> request.streamName(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void aShardCountOutOfBoundsIsRefused(int shards) {
        assertThrows(ValidationException.class, () -> kinesis.create("prices", shards));
    }

    @Test
    void aStreamOfLargeRecordsIsRefusedRatherThanPromised() {
        var error = assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.createStream(
                        request -> request.streamName("prices").shardCount(1).maxRecordSizeInKiB(2048)));
        assertTrue(error.getMessage().contains("MaxRecordSizeInKiB 2048"), error.getMessage());
    }

    @Test
    void aDeletedStreamIsGone() {
        kinesis.create("prices", 1);
        kinesis.client.deleteStream(request -> request.streamARN(ARN));
        assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.client.describeStream(request -> request.streamName("prices")));
        assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.client.deleteStream(request -> request.streamName("prices")));
    }

    @Test
    void aStreamCreatedAnewIsEmptyAndRepeatsNoSequenceNumber() {
        kinesis.create("prices", 1);
        var before = kinesis.put("prices", "old");
        kinesis.client.deleteStream(request -> request.streamName("prices"));
        kinesis.create("prices", 1);
        assertEquals(List.of(), kinesis.texts("prices", ServerFixture.shard(0)));
        var after = kinesis.put("prices", "new");
        assertTrue(new BigInteger(after).compareTo(new BigInteger(before)) > 0, after + " after " + before);
    }

    @Test
    void aStreamCreatedAnewHasALaterCreationSecondAlsoWhenTheClockWentBackwards() {
        kinesis.create("prices", 1);
        var before = created();
        kinesis.client.deleteStream(request -> request.streamName("prices"));
        kinesis.clock.move(Duration.ofHours(-1));
        kinesis.create("prices", 1);
        assertEquals(before + 1, created());
    }

    private long created() {
        return kinesis.client
                .describeStreamSummary(request -> request.streamName("prices"))
                .streamDescriptionSummary()
                .streamCreationTimestamp()
                .getEpochSecond();
    }

    @Test
    void streamsAreListedPageByPage() {
        for (var name : List.of("c", "a", "e", "b", "d")) {
            kinesis.create(name, 1);
        }
        var first = kinesis.client.listStreams(request -> request.limit(2));
        assertEquals(List.of("a", "b"), first.streamNames());
        assertTrue(first.hasMoreStreams());
        assertEquals(
                List.of("c", "d", "e"),
                kinesis.client
                        .listStreams(request -> request.exclusiveStartStreamName("b"))
                        .streamNames());
        var all = kinesis.client.listStreamsPaginator(request -> request.limit(2)).streamNames().stream()
                .toList();
        assertEquals(List.of("a", "b", "c", "d", "e"), all);
        assertEquals("a", first.streamSummaries().get(0).streamName());
        assertEquals(StreamStatus.ACTIVE, first.streamSummaries().get(0).streamStatus());
    }

    @Test
    void describeStreamGivesShardsPageByPage() {
        kinesis.create("prices", 5);
        var first = kinesis.client
                .describeStream(request -> request.streamName("prices").limit(3))
                .streamDescription();
        assertTrue(first.hasMoreShards());
        assertEquals(ids(0, 3), ids(first.shards()));
        var rest = kinesis.client
                .describeStream(request -> request.streamName("prices").exclusiveStartShardId("shardId-000000000002"))
                .streamDescription();
        assertFalse(rest.hasMoreShards());
        assertEquals(ids(3, 5), ids(rest.shards()));
    }

    @Test
    void listShardsGivesShardsPageByPage() {
        kinesis.create("prices", 5);
        var listed = new ArrayList<String>();
        var answer = kinesis.client.listShards(request -> request.streamARN(ARN).maxResults(2));
        listed.addAll(ids(answer.shards()));
        var pages = 1;
        while (answer.nextToken() != null) {
            var token = answer.nextToken();
            answer = kinesis.client.listShards(
                    request -> request.nextToken(token).maxResults(2));
            listed.addAll(ids(answer.shards()));
            pages++;
        }
        assertEquals(ids(0, 5), listed);
        assertEquals(3, pages);
    }

    @Test
    void aListOfShardsGoesOnForFiveMinutes() {
        kinesis.create("prices", 3);
        var token = kinesis.client
                .listShards(request -> request.streamName("prices").maxResults(1))
                .nextToken();
        kinesis.clock.move(Duration.ofMinutes(5));
        assertEquals(
                ids(1, 3),
                ids(kinesis.client
                        .listShards(request -> request.nextToken(token))
                        .shards()));
        kinesis.clock.move(Duration.ofMillis(1));
        assertThrows(
                ExpiredNextTokenException.class, () -> kinesis.client.listShards(request -> request.nextToken(token)));
    }

    @Test
    void aNextTokenExcludesTheNameOfAStream() {
        kinesis.create("prices", 2);
        assertThrows(
                InvalidArgumentException.class,
                () -> kinesis.client.listShards(
                        request -> request.streamName("prices").nextToken("x")));
        assertThrows(
                InvalidArgumentException.class, () -> kinesis.client.listShards(request -> request.nextToken("x")));
    }

    @Test
    void shardsAreFilteredByTheirIds() {
        kinesis.create("prices", 4);
        var after = kinesis.client.listShards(request -> request.streamName("prices")
                .shardFilter(
                        filter -> filter.type(ShardFilterType.AFTER_SHARD_ID).shardId("shardId-000000000001")));
        assertEquals(ids(2, 4), ids(after.shards()));
    }

    @Test
    void anUnknownStreamIsNotFoundAndNamed() {
        var error = assertThrows(
                ResourceNotFoundException.class,
                () -> kinesis.client.listShards(request -> request.streamName("nowhere")));
        assertEquals(400, error.statusCode());
        assertFalse(error.requestId().isEmpty());
        assertEquals(
                "Stream nowhere under account 000000000000 not found.",
                error.awsErrorDetails().errorMessage());
    }

    @Test
    void aStreamHasToBeNamed() {
        assertThrows(InvalidArgumentException.class, () -> kinesis.client.describeStream(request -> request.limit(1)));
    }

    private static List<String> ids(List<Shard> shards) {
        return shards.stream().map(Shard::shardId).toList();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(ServerFixture::shard).toList();
    }
}
