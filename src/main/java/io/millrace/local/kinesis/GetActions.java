package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;

/** GetShardIterator and GetRecords. */
final class GetActions {
    private final Streams streams;
    private final Limits limits;
    private final Clock clock;

    GetActions(Streams streams, Limits limits, Clock clock) {
        this.streams = streams;
        this.limits = limits;
        this.clock = clock;
    }

    ObjectNode getShardIterator(Request request) throws IOException {
        var id = request.requiredText("ShardId");
        var type = request.requiredText("ShardIteratorType");
        var stream = streams.get(request.requiredStreamNameOrArn());
        var shard = stream.shard(id);
        var counter =
                switch (type) {
                    case "TRIM_HORIZON" -> 0;
                    case "LATEST" -> shard.log().next();
                    case "AT_SEQUENCE_NUMBER" -> startingCounter(request, stream, shard);
                    case "AFTER_SEQUENCE_NUMBER" -> startingCounter(request, stream, shard) + 1;
                    case "AT_TIMESTAMP" -> shard.log().since(timestamp(request));
                    default ->
                        throw Fault.validation(
                                "1 validation error detected: Value '%s' at 'shardIteratorType' failed to satisfy"
                                        + " constraint: Member must satisfy enum value set: [TRIM_HORIZON, LATEST,"
                                        + " AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, AT_TIMESTAMP]",
                                type);
                };
        return Answers.object()
                .put(
                        "ShardIterator",
                        ShardIterator.of(stream, shard, counter, clock.millis()).toString());
    }

    private static long startingCounter(Request request, Stream stream, Shard shard) {
        if (!request.has("StartingSequenceNumber")) {
            throw Fault.invalidArgument(
                    "Must either specify a StartingSequenceNumber or another ShardIteratorType than %s.",
                    request.requiredText("ShardIteratorType"));
        }
        var text = request.requiredText("StartingSequenceNumber");
        var number = SequenceNumber.parse(text)
                .orElseThrow(() -> Fault.invalidArgument(
                        "StartingSequenceNumber %s used in GetShardIterator on shard %s in stream %s is no valid"
                                + " sequence number.",
                        text, shard.id(), stream.name()));
        var start = shard.state().at(number.counter());
        if (!number.equals(start) || number.counter() > shard.log().next()) {
            throw Fault.invalidArgument(
                    "StartingSequenceNumber %s used in GetShardIterator on shard %s in stream %s is invalid because it"
                            + " did not come from this shard: it may be of another shard, or of an earlier stream of"
                            + " this name.",
                    text, shard.id(), stream.name());
        }
        return number.counter();
    }

    private long timestamp(Request request) {
        var now = clock.millis();
        var millis = request.millis("Timestamp")
                .orElseThrow(() -> Fault.invalidArgument("Must specify a Timestamp for iterator type AT_TIMESTAMP."));
        if (millis > now) {
            throw Fault.invalidArgument(
                    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                            + " timestampInMillis: %s, currentTimestampInMillis: %s",
                    millis, now);
        }
        return millis;
    }

    ObjectNode getRecords(Request request) throws IOException {
        var limit = request.integer("Limit").orElse(limits.recordsPerGet());
        if (limit < 1 || limit > limits.recordsPerGet()) {
            throw Fault.invalidArgument("Limit %s is not from 1 to %s.", limit, limits.recordsPerGet());
        }
        var iterator = ShardIterator.parse(request.requiredText("ShardIterator"));
        var stream = streams.get(iterator.stream());
        var shard = stream.shard(iterator.shard());
        iterator.ensureValid(shard, clock.millis());
        // The state before the read: a shard that is closed only now may have got records after the read.
        var wasOpen = shard.state().isOpen();
        var slice = shard.get(iterator.counter(), limit, limits.bytesPerGet());

        var answer = Answers.object().put("MillisBehindLatest", slice.behind());
        var records = answer.putArray("Records");
        for (var frame : slice.frames()) {
            records.addObject()
                    .put("SequenceNumber", shard.state().at(frame.counter()).toString())
                    .putPOJO("ApproximateArrivalTimestamp", new Moment(frame.arrival()))
                    .put("PartitionKey", frame.partitionKey())
                    .put("EncryptionType", "NONE")
                    .put("Data", frame.data());
        }
        if (wasOpen || slice.behind() > 0) {
            answer.put(
                    "NextShardIterator",
                    ShardIterator.of(stream, shard, slice.next(), clock.millis())
                            .toString());
        } else {
            addChildren(answer, stream, shard);
        }
        return answer;
    }

    private static void addChildren(ObjectNode answer, Stream stream, Shard shard) {
        var children = answer.putArray("ChildShards");
        for (var child : stream.state().shards()) {
            if (child.comesFrom(shard.id())) {
                var entry = children.addObject().put("ShardId", child.id());
                var parents = entry.putArray("ParentShards").add(child.parent());
                if (child.adjacentParent() != null) {
                    parents.add(child.adjacentParent());
                }
                entry.set("HashKeyRange", Answers.hashKeyRange(child));
            }
        }
    }
}
