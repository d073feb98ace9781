package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** The actions on streams as a whole. */
final class StreamActions {
    private static final int MAX_SHARDS = 10_000;
    private static final int ON_DEMAND_SHARDS = 4;
    private static final int LEAST_HOURS = 24;
    private static final int MOST_HOURS = 8760;
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 10_000;
    /** Tag, followed by a shard, of the last record that its reader has no need of any more. */
    private static final String RELEASED = "millrace-loaded-";

    private static final Set<String> MODES = Set.of("PROVISIONED", "ON_DEMAND");

    private final Streams streams;

    StreamActions(Streams streams) {
        this.streams = streams;
    }

    ObjectNode createStream(Request request) throws IOException {
        var name = request.streamName();
        var mode = request.object("StreamModeDetails")
                .map(details -> details.requiredText("StreamMode"))
                .orElse("PROVISIONED");
        if (!MODES.contains(mode)) {
            throw Fault.validation(
                    "1 validation error detected: Value '%s' at 'streamModeDetails.streamMode' failed to satisfy"
                            + " constraint: Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]",
                    mode);
        }
        var shards = request.size("ShardCount", MAX_SHARDS, mode.equals("ON_DEMAND") ? ON_DEMAND_SHARDS : 0);
        var kibibytes = request.integer("MaxRecordSizeInKiB").orElse(1024);
        if (kibibytes != 1024) {
            throw Fault.invalidArgument(
                    "MaxRecordSizeInKiB %s is more than this server takes: leave it out, or give 1024.", kibibytes);
        }
        streams.create(name, shards, mode);
        return Answers.object();
    }

    ObjectNode deleteStream(Request request) throws IOException {
        streams.delete(request.requiredStreamNameOrArn());
        return Answers.object();
    }

    ObjectNode increaseRetention(Request request) throws IOException {
        return keep(request, true);
    }

    ObjectNode decreaseRetention(Request request) throws IOException {
        return keep(request, false);
    }

    private ObjectNode keep(Request request, boolean longer) throws IOException {
        var hours = request.size("RetentionPeriodHours", MOST_HOURS, 0);
        var stream = streams.get(request.requiredStreamNameOrArn());
        var now = stream.retention().toHours();
        if (hours < LEAST_HOURS || longer && hours < now || !longer && hours > now) {
            throw Fault.invalidArgument(
                    "Requested retention period (%s hours) for stream %s has to be from %s to %s hours, and not %s than"
                            + " the current one (%s hours).",
                    hours, stream.name(), LEAST_HOURS, MOST_HOURS, longer ? "shorter" : "longer", now);
        }
        stream.keep(hours);
        return Answers.object();
    }

    /** Tags are ignored, but for those that release a shard's records. */
    ObjectNode addTags(Request request) throws IOException {
        var stream = streams.get(request.requiredStreamNameOrArn());
        var tags = request.object("Tags").map(Request::json).orElseGet(Answers::object);
        tags.properties().forEach(tag -> {
            if (tag.getKey().startsWith(RELEASED)) {
                SequenceNumber.parse(tag.getValue().asText())
                        .ifPresent(through -> stream.release(tag.getKey().substring(RELEASED.length()), through));
            }
        });
        stream.trim();
        return Answers.object();
    }

    ObjectNode listStreams(Request request) {
        var limit = request.size("Limit", MAX_PAGE, DEFAULT_PAGE);
        // A NextToken is the last name of the page before, just as ExclusiveStartStreamName is.
        var start = request.text("NextToken")
                .or(() -> request.text("ExclusiveStartStreamName"))
                .orElse("");
        var found = streams.after(start);
        var page = found.subList(0, Math.min(limit, found.size()));
        var answer = Answers.object().put("HasMoreStreams", page.size() < found.size());
        var names = answer.putArray("StreamNames");
        var summaries = answer.putArray("StreamSummaries");
        for (var stream : page) {
            names.add(stream.name());
            var all = Answers.stream(stream);
            summaries.add(all.retain(
                    "StreamName", "StreamARN", "StreamStatus", "StreamModeDetails", "StreamCreationTimestamp"));
        }
        if (page.size() < found.size()) {
            answer.put("NextToken", page.get(page.size() - 1).name());
        }
        return answer;
    }

    ObjectNode describeStream(Request request) {
        var limit = request.size("Limit", MAX_PAGE, DEFAULT_PAGE);
        var start = request.text("ExclusiveStartShardId").orElse("");
        var stream = streams.get(request.requiredStreamNameOrArn());
        var found = stream.state().shards().stream()
                .filter(shard -> shard.id().compareTo(start) > 0 && stream.keeps(shard))
                .toList();
        var page = found.subList(0, Math.min(limit, found.size()));
        var description = Answers.stream(stream).put("HasMoreShards", page.size() < found.size());
        var answer = Answers.object();
        answer.set("StreamDescription", Answers.withShards(description, "Shards", page));
        return answer;
    }

    ObjectNode describeStreamSummary(Request request) {
        var stream = streams.get(request.requiredStreamNameOrArn());
        var open = stream.state().shards().stream().filter(ShardState::isOpen).count();
        var answer = Answers.object();
        answer.set(
                "StreamDescriptionSummary",
                Answers.stream(stream).put("OpenShardCount", open).put("ConsumerCount", 0));
        return answer;
    }
}
