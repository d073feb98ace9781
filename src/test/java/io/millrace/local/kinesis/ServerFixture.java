package io.millrace.local.kinesis;

import io.millrace.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A server with a clock that a test moves, and a client of the AWS SDK without retries. */
public final class ServerFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    public final TestClock clock;
    public final KinesisServer server;
    public final KinesisClient client;

    public ServerFixture(Path folder) throws IOException {
        this(folder, Limits.unthrottled(), new TestClock(NOW));
    }

    ServerFixture(Path folder, Limits limits, TestClock clock) throws IOException {
        this(folder, limits, clock, clock);
    }

    /** Without a clock to move. */
    ServerFixture(Path folder, Limits limits) throws IOException {
        this(folder, limits, null, Clock.systemUTC());
    }

    private ServerFixture(Path folder, Limits limits, TestClock testClock, Clock clock) throws IOException {
        this.clock = testClock;
        server = new KinesisServer(folder, 0, clock, limits, smallSegments());
        client = client(server.endpoint());
    }

    /** A server whose shards take and give no more than those of AWS. */
    public static ServerFixture throttled(Path folder) throws IOException {
        return new ServerFixture(folder, Limits.aws(), new TestClock(NOW));
    }

    private static Storage smallSegments() {
        return new Storage(50_000, Duration.ofHours(1), Duration.ofHours(24), null, false);
    }

    static KinesisClient client(URI endpoint) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(retries ->
                        retries.retryStrategy(RetryMode.STANDARD).retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }

    public void create(String stream, int shards) {
        client.createStream(request -> request.streamName(stream).shardCount(shards));
    }

    /** Puts one record and returns its sequence number. */
    String put(String stream, String text) {
        return client.putRecord(request ->
                        request.streamName(stream).partitionKey("key").data(SdkBytes.fromUtf8String(text)))
                .sequenceNumber();
    }

    String iterator(String stream, String shard, ShardIteratorType type) {
        return client.getShardIterator(
                        request -> request.streamName(stream).shardId(shard).shardIteratorType(type))
                .shardIterator();
    }

    /** All records of a shard, from its trim horizon to its end. */
    List<Record> records(String stream, String shard) {
        var all = new ArrayList<Record>();
        var next = iterator(stream, shard, ShardIteratorType.TRIM_HORIZON);
        while (next != null) {
            var iterator = next;
            var answer = client.getRecords(request -> request.shardIterator(iterator));
            all.addAll(answer.records());
            next = answer.millisBehindLatest() == 0 ? null : answer.nextShardIterator();
        }
        return all;
    }

    List<String> texts(String stream, String shard) {
        return records(stream, shard).stream().map(ServerFixture::text).toList();
    }

    static String text(Record record) {
        return record.data().asString(StandardCharsets.UTF_8);
    }

    public static String shard(int index) {
        return String.format("shardId-%012d", index);
    }

    static PutRecordsRequestEntry entry(String key, byte[] data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromByteArray(data))
                .build();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
