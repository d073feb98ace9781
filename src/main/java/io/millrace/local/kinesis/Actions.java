package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** All actions of the API that there are here, by their names. */
final class Actions {
    private static final String PREFIX = "Kinesis_20131202.";

    /** Answers one request, or throws a {@link Fault}. */
    interface Action {
        ObjectNode answer(Request request) throws IOException;
    }

    private final Map<String, Action> byName = new TreeMap<>();

    Actions(Streams streams, Limits limits, Clock clock) {
        var stream = new StreamActions(streams);
        byName.put("AddTagsToStream", stream::addTags);
        byName.put("CreateStream", stream::createStream);
        byName.put("DecreaseStreamRetentionPeriod", stream::decreaseRetention);
        byName.put("IncreaseStreamRetentionPeriod", stream::increaseRetention);
        byName.put("DeleteStream", stream::deleteStream);
        byName.put("DescribeStream", stream::describeStream);
        byName.put("DescribeStreamSummary", stream::describeStreamSummary);
        byName.put("ListStreams", stream::listStreams);
        var shard = new ShardActions(streams, clock);
        byName.put("ListShards", shard::listShards);
        byName.put("MergeShards", shard::mergeShards);
        byName.put("SplitShard", shard::splitShard);
        var put = new PutActions(streams, limits);
        byName.put("PutRecord", put::putRecord);
        byName.put("PutRecords", put::putRecords);
        var get = new GetActions(streams, limits, clock);
        byName.put("GetRecords", get::getRecords);
        byName.put("GetShardIterator", get::getShardIterator);
    }

    /**
     * Answers the request of an HTTP body.
     *
     * @param target value of the header X-Amz-Target, or null
     */
    ObjectNode answer(String target, Wire wire, byte[] body) throws IOException {
        var action = target != null && target.startsWith(PREFIX) ? byName.get(target.substring(PREFIX.length())) : null;
        if (action == null) {
            throw Fault.of(
                    "UnknownOperationException",
                    "X-Amz-Target %s is no action of this server, which knows %s of Kinesis_20131202.",
                    target,
                    String.join(", ", byName.keySet()));
        }
        return action.answer(new Request("", wire, wire.read(body)));
    }
}
