package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The pieces of answers that several actions have in common. */
final class Answers {
    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode shard(ShardState shard) {
        var answer = object().put("ShardId", shard.id());
        if (shard.parent() != null) {
            answer.put("ParentShardId", shard.parent());
        }
        if (shard.adjacentParent() != null) {
            answer.put("AdjacentParentShardId", shard.adjacentParent());
        }
        answer.set("HashKeyRange", hashKeyRange(shard));
        var numbers = answer.putObject("SequenceNumberRange")
                .put("StartingSequenceNumber", shard.at(0).toString());
        if (!shard.isOpen()) {
            numbers.put("EndingSequenceNumber", shard.at(shard.end()).toString());
        }
        return answer;
    }

    static ObjectNode hashKeyRange(ShardState shard) {
        return object().put("StartingHashKey", shard.from().toString())
                .put("EndingHashKey", shard.to().toString());
    }

    /** What DescribeStream and DescribeStreamSummary both say of a stream. */
    static ObjectNode stream(Stream stream) {
        var answer = object().put("StreamName", stream.name())
                .put("StreamARN", stream.arn())
                .put("StreamStatus", "ACTIVE")
                .putPOJO("StreamCreationTimestamp", new Moment(stream.state().created() * 1000))
                .put("RetentionPeriodHours", stream.retention().toHours())
                .put("EncryptionType", "NONE");
        answer.putObject("StreamModeDetails").put("StreamMode", stream.state().mode());
        answer.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
        return answer;
    }

    /** Puts the shards under {@code field}. */
    static ObjectNode withShards(ObjectNode answer, String field, List<ShardState> shards) {
        var array = answer.putArray(field);
        shards.forEach(shard -> array.add(shard(shard)));
        return answer;
    }
}
