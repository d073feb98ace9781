package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * What the readers of all shards share. Thread-safe.
 *
 * @param sink takes batches; throws {@link NotLandedException} where the route did not land one
 */
record Reading(
        KinesisClient kinesis,
        KinesisStream stream,
        ShardSettings settings,
        ReadRoom room,
        Time time,
        ShardPositions positions,
        ShardWatch watch,
        ShardReader.Sink sink) {
    /** The route did not land a batch, and has told of it. */
    static final class NotLandedException extends Exception {
        NotLandedException(ShardBatch batch, Throwable cause) {
            super(batch.shard() + " after " + batch.after() + ": " + cause.getMessage(), cause);
        }
    }

    KinesisShardSource source(String shard, ShardStart start, StreamLife life) {
        return new KinesisShardSource(kinesis, stream.name(), shard, start, life::confirm);
    }

    TrimCheck trimCheck(StreamLife life, String shard, Supplier<Duration> retention) {
        return new TrimCheck(life.id(), shard, retention, time.clock(), positions, watch);
    }

    ShardReader reader(StreamLife life, String shard, ShardStart start, ShardSource source, TrimCheck trimCheck) {
        return new ShardReader(life.id(), shard, start, source, settings, room, time, trimCheck, sink);
    }
}
