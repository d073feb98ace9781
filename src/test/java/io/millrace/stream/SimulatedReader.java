package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Lets the simulation drive the real reader of a shard over the real source. */
public final class SimulatedReader {
    /** Lands a batch, and answers with the sequence number through which the shard is durable. */
    @FunctionalInterface
    public interface Landing {
        String land(ShardBatch batch) throws Exception;
    }

    /** When a batch is full. */
    public record Limits(Duration maxAge, long maxBytes, int maxRecords, Duration poll) {}

    private final ShardReader reader;

    public SimulatedReader(
            KinesisClient kinesis,
            StreamId stream,
            String shard,
            String after,
            Limits limits,
            InstantSource clock,
            Landing landing) {
        var source = new KinesisShardSource(kinesis, stream.name(), shard);
        var settings = new ShardSettings(limits.maxAge(), limits.maxBytes(), limits.maxRecords(), limits.poll());
        reader = new ShardReader(stream, shard, after, source, settings, clock, landing::land);
    }

    public Duration step() throws Exception {
        return reader.step();
    }

    public void flush() throws Exception {
        reader.flush();
    }

    public boolean isDone() {
        return reader.isDone();
    }
}
