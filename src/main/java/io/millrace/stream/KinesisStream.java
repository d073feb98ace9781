package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream seen from outside: its identity and its shards. */
final class KinesisStream {
    /**
     * What DescribeStreamSummary says.
     *
     * @param retention how long a record is kept
     * @param status of its creation or deletion, as AWS writes it
     */
    record Summary(StreamId id, Duration retention, StreamStatus status) {
        boolean isReadable() {
            return status != StreamStatus.CREATING && status != StreamStatus.DELETING;
        }
    }

    private final KinesisClient kinesis;
    private final String name;

    KinesisStream(KinesisClient kinesis, String name) {
        this.kinesis = kinesis;
        this.name = name;
    }

    String name() {
        return name;
    }

    Summary summary() {
        var summary = kinesis.describeStreamSummary(r -> r.streamName(name)).streamDescriptionSummary();
        return new Summary(
                StreamId.of(summary.streamName(), summary.streamCreationTimestamp()),
                Duration.ofHours(summary.retentionPeriodHours()),
                summary.streamStatus());
    }

    /** Ids of all shards, closed ones too, however many there are. */
    List<String> shards() {
        return List.copyOf(parents().keySet());
    }

    /** Ids of all shards, closed ones too, to those of the shards that each was made of by a split or a merge. */
    Map<String, List<String>> parents() {
        var shards = new LinkedHashMap<String, List<String>>();
        var page = kinesis.listShards(r -> r.streamName(name));
        while (true) {
            for (var shard : page.shards()) {
                shards.put(shard.shardId(), parents(shard));
            }
            var token = page.nextToken();
            if (token == null) {
                return shards;
            }
            page = kinesis.listShards(r -> r.nextToken(token));
        }
    }

    private static List<String> parents(Shard shard) {
        return Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                .filter(Objects::nonNull)
                .toList();
    }
}
