package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** The pieces of answers that several actions have in common. */
final class Answers {
    static final JsonMapper JSON = new JsonMapper();

    private static final int MILLIS_DIGITS = 3;

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A point in time as the protocol writes it: seconds since 1970, with three decimals. */
    static BigDecimal time(long millis) {
        return BigDecimal.valueOf(millis, MILLIS_DIGITS);
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
                .put("StreamCreationTimestamp", time(stream.state().created() * 1000))
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
