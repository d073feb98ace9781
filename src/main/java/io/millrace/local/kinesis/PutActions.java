package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** PutRecord and PutRecords. */
final class PutActions {
    private static final int MAX_KEY = 256;
    private static final int INTERNAL_ERROR = 500;

    private final Streams streams;
    private final Limits limits;

    PutActions(Streams streams, Limits limits) {
        this.streams = streams;
        this.limits = limits;
    }

    ObjectNode putRecord(Request request) {
        var record = record(request);
        var placement = stream(request).put(List.of(record)).get(0);
        if (placement.failed()) {
            var status = placement.errorCode().equals("InternalFailure") ? INTERNAL_ERROR : 400;
            throw Fault.withStatus(status, placement.errorCode(), "%s", placement.errorMessage());
        }
        return answer(placement).put("EncryptionType", "NONE");
    }

    ObjectNode putRecords(Request request) {
        var given = request.requiredObjects("Records");
        if (given.isEmpty() || given.size() > limits.recordsPerPut()) {
            throw Fault.validation(
                    "1 validation error detected: %s records at 'records' failed to satisfy constraint: Member must have"
                            + " length from 1 to %s",
                    given.size(), limits.recordsPerPut());
        }
        var records = new ArrayList<Stream.Routed>(given.size());
        var bytes = 0L;
        for (var one : given) {
            var record = record(one);
            records.add(record);
            bytes += bytesOf(record);
        }
        if (bytes > limits.bytesPerPut()) {
            throw Fault.invalidArgument(
                    "Records size exceeds %s MB limit: data and partition keys have %s bytes. Send them in several"
                            + " requests.",
                    limits.bytesPerPut() >> 20, bytes);
        }
        var placements = stream(request).put(records);
        var answer = Answers.object()
                .put(
                        "FailedRecordCount",
                        placements.stream().filter(Shard.Placement::failed).count())
                .put("EncryptionType", "NONE");
        var array = answer.putArray("Records");
        placements.forEach(placement -> array.add(answer(placement)));
        return answer;
    }

    private Stream stream(Request request) {
        return streams.get(request.requiredStreamNameOrArn());
    }

    private Stream.Routed record(Request request) {
        var key = request.requiredText("PartitionKey");
        var characters = key.codePointCount(0, key.length());
        if (characters < 1 || characters > MAX_KEY) {
            throw Fault.validation(
                    "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have"
                            + " length from 1 to %s, and has %s",
                    key, request.at("PartitionKey"), MAX_KEY, characters);
        }
        var hashKey = request.text("ExplicitHashKey")
                .map(text -> HashRange.parseKey("ExplicitHashKey", text))
                .orElseGet(() -> HashRange.hashOf(key));
        var record = new Stream.Routed(hashKey, new ShardLog.Entry(key, request.requiredBytes("Data")));
        if (bytesOf(record) > limits.bytesPerRecord()) {
            throw Fault.validation(
                    "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length"
                            + " less than or equal to %s, partition key included, and has %s",
                    request.at("Data"), limits.bytesPerRecord(), bytesOf(record));
        }
        return record;
    }

    private static int bytesOf(Stream.Routed record) {
        var entry = record.entry();
        return entry.data().length + entry.partitionKey().getBytes(StandardCharsets.UTF_8).length;
    }

    private static ObjectNode answer(Shard.Placement placement) {
        return placement.failed()
                ? Answers.object().put("ErrorCode", placement.errorCode()).put("ErrorMessage", placement.errorMessage())
                : Answers.object().put("ShardId", placement.shard()).put("SequenceNumber", placement.sequenceNumber());
    }
}
