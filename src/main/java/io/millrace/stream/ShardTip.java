package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Looks at a stream from outside: its identity, its shards, and how much of a shard is left to read. */
public final class ShardTip {
    private final KinesisClient kinesis;
    private final String stream;

    public ShardTip(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    public StreamId stream() {
        var summary = kinesis.describeStreamSummary(r -> r.streamName(stream)).streamDescriptionSummary();
        return StreamId.of(summary.streamName(), summary.streamCreationTimestamp());
    }

    public List<String> shards() {
        return kinesis.listShards(r -> r.streamName(stream)).shards().stream()
                .map(Shard::shardId)
                .toList();
    }

    /** Records of a shard after a sequence number (null: from its beginning), counted up to {@code most} or a little more. */
    public long recordsAfter(String shard, String after, long most) {
        var source = new KinesisShardSource(kinesis, stream, shard);
        source.seek(after);
        long records = 0;
        while (records < most) {
            var answer = source.next();
            records += answer.records().size();
            if (answer.closed() || answer.atTip()) {
                break;
            }
        }
        return records;
    }
}
