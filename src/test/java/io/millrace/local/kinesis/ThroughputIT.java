package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A server that is as slow as AWS, with a clock that stands still. */
class ThroughputIT {
    private static final String SHARD = ServerFixture.shard(0);
    private static final int HALF_A_MEBIBYTE = 1 << 19;

    @TempDir
    Path folder;

    private ServerFixture kinesis;

    @BeforeEach
    void start() throws IOException {
        kinesis = new ServerFixture(folder, Limits.aws(), new TestClock(ServerFixture.NOW));
        kinesis.create("prices", 1);
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void aShardTakesAThousandRecordsASecond() {
        assertEquals(0, putMany(500).failedRecordCount());
        assertEquals(0, putMany(499).failedRecordCount());
        var third = putMany(3);
        assertEquals(2, third.failedRecordCount());
        assertTrue(third.records().get(0).errorCode() == null);
        assertEquals(
                "ProvisionedThroughputExceededException", third.records().get(1).errorCode());
        assertTrue(third.records().get(1).errorMessage().contains(SHARD));
        assertThrows(ProvisionedThroughputExceededException.class, () -> kinesis.put("prices", "too much"));
        kinesis.clock.move(Duration.ofSeconds(1));
        kinesis.put("prices", "in time");
        assertEquals(1001, kinesis.records("prices", SHARD).size());
    }

    @Test
    void aShardTakesAMebibyteASecond() {
        putBytes(HALF_A_MEBIBYTE);
        putBytes(HALF_A_MEBIBYTE - 2);
        assertThrows(ProvisionedThroughputExceededException.class, () -> putBytes(1));
        kinesis.clock.move(Duration.ofMillis(500));
        putBytes(HALF_A_MEBIBYTE - 1);
    }

    @Test
    void aShardIsReadFiveTimesASecond() {
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.LATEST);
        for (int i = 0; i < 5; i++) {
            kinesis.client.getRecords(request -> request.shardIterator(iterator));
        }
        assertThrows(
                ProvisionedThroughputExceededException.class,
                () -> kinesis.client.getRecords(request -> request.shardIterator(iterator)));
        kinesis.clock.move(Duration.ofMillis(200));
        kinesis.client.getRecords(request -> request.shardIterator(iterator));
    }

    @Test
    void aShardGivesTwoMebibytesASecond() {
        for (int i = 0; i < 8; i++) {
            putBytes(HALF_A_MEBIBYTE - 1);
            kinesis.clock.move(Duration.ofSeconds(1));
        }
        var iterator = kinesis.iterator("prices", SHARD, ShardIteratorType.TRIM_HORIZON);
        assertEquals(
                8,
                kinesis.client
                        .getRecords(request -> request.shardIterator(iterator))
                        .records()
                        .size());
        assertThrows(
                ProvisionedThroughputExceededException.class,
                () -> kinesis.client.getRecords(request -> request.shardIterator(iterator)));
        kinesis.clock.move(Duration.ofMillis(1001));
        kinesis.client.getRecords(request -> request.shardIterator(iterator));
    }

    private PutRecordsResponse putMany(int records) {
        return kinesis.client.putRecords(request -> request.streamName("prices")
                .records(Collections.nCopies(records, ServerFixture.entry("k", new byte[10]))));
    }

    private void putBytes(int bytes) {
        kinesis.client.putRecord(request ->
                request.streamName("prices").partitionKey("k").data(SdkBytes.fromByteArray(new byte[bytes])));
    }
}
