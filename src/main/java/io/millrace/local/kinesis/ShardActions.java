package io.millrace.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/** The actions on the shards of a stream: listing, splitting and merging them. */
final class ShardActions {
    private static final String KIND = "shards";
    private static final int TOKEN_PARTS = 7;
    private static final int DEFAULT_PAGE = 1000;
    private static final int MAX_PAGE = 10_000;
    private static final long TOKEN_LIFE = 300_000;
    private static final int MILLIS = 1000;

    private final Streams streams;
    private final Clock clock;

    ShardActions(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * Which shards are asked for, after which.
     *
     * @param type of ShardFilter, or empty for all
     * @param filterShard its ShardId, or empty
     * @param filterMillis its Timestamp, or 0
     */
    private record Query(String stream, String after, String type, String filterShard, long filterMillis) {}

    ObjectNode listShards(Request request) {
        var limit = request.size("MaxResults", MAX_PAGE, DEFAULT_PAGE);
        var query = request.has("NextToken") ? continued(request) : begun(request);
        var stream = streams.get(query.stream());
        var created = request.millis("StreamCreationTimestamp");
        if (created.isPresent()
                && created.getAsLong() / MILLIS != stream.state().created()) {
            throw Fault.notFound(
                    "Stream %s created at %s seconds since 1970 not found: the one of this name was created at %s.",
                    stream.name(), created.getAsLong() / MILLIS, stream.state().created());
        }
        var found = stream.state().shards().stream()
                .filter(shard -> shard.id().compareTo(query.after()) > 0)
                .filter(stream::keeps)
                .filter(filter(query))
                .toList();
        var page = found.subList(0, Math.min(limit, found.size()));
        var answer = Answers.withShards(Answers.object(), "Shards", page);
        if (page.size() < found.size()) {
            var last = page.get(page.size() - 1).id();
            answer.put(
                    "NextToken",
                    Token.of(
                                    KIND,
                                    query.stream(),
                                    last,
                                    query.type(),
                                    query.filterShard(),
                                    query.filterMillis(),
                                    clock.millis())
                            .toString());
        }
        return answer;
    }

    private Query continued(Request request) {
        for (var field : List.of("StreamName", "StreamARN", "ExclusiveStartShardId", "ShardFilter")) {
            if (request.has(field)) {
                throw Fault.invalidArgument("NextToken and %s cannot be provided together.", field);
            }
        }
        var token = Token.parse(request.requiredText("NextToken"), TOKEN_PARTS)
                .filter(parsed -> parsed.text(0).equals(KIND))
                .orElseThrow(() -> Fault.invalidArgument("Invalid NextToken."));
        if (clock.millis() - token.number(TOKEN_PARTS - 1) > TOKEN_LIFE) {
            throw Fault.of("ExpiredNextTokenException", "NextToken expired: it is older than five minutes.");
        }
        return new Query(token.text(1), token.text(2), token.text(3), token.text(4), token.number(5));
    }

    private Query begun(Request request) {
        var filter = request.object("ShardFilter");
        return new Query(
                request.requiredStreamNameOrArn(),
                request.text("ExclusiveStartShardId").orElse(""),
                filter.map(given -> given.requiredText("Type")).orElse(""),
                filter.flatMap(given -> given.text("ShardId")).orElse(""),
                filter.map(given -> given.millis("Timestamp").orElse(0)).orElse(0L));
    }

    private Predicate<ShardState> filter(Query query) {
        var stream = streams.get(query.stream());
        var horizon = clock.millis() - stream.retention().toMillis();
        return switch (query.type()) {
            case "" -> shard -> true;
            case "AFTER_SHARD_ID" -> shard -> shard.id().compareTo(query.filterShard()) > 0;
            case "AT_LATEST" -> ShardState::isOpen;
            case "AT_TRIM_HORIZON" -> openAt(earliest(query, horizon));
            case "FROM_TRIM_HORIZON" -> openSince(horizon);
            case "AT_TIMESTAMP" -> openAt(Math.max(query.filterMillis(), earliest(query, horizon)));
            case "FROM_TIMESTAMP" -> openSince(query.filterMillis());
            default ->
                throw Fault.validation(
                        "1 validation error detected: Value '%s' at 'shardFilter.type' failed to satisfy constraint:"
                                + " Member must satisfy enum value set: [AFTER_SHARD_ID, AT_LATEST, AT_TRIM_HORIZON,"
                                + " FROM_TRIM_HORIZON, AT_TIMESTAMP, FROM_TIMESTAMP]",
                        query.type());
        };
    }

    /** The moment from which records may be there: not before the stream was. */
    private long earliest(Query query, long horizon) {
        return Math.max(streams.get(query.stream()).state().created() * MILLIS, horizon);
    }

    private static Predicate<ShardState> openAt(long millis) {
        return openSince(millis).and(shard -> shard.created() * MILLIS <= millis);
    }

    private static Predicate<ShardState> openSince(long millis) {
        return shard -> shard.isOpen() || shard.closed() > millis;
    }

    ObjectNode splitShard(Request request) throws IOException {
        var stream = streams.get(request.requiredStreamNameOrArn());
        var middle = HashRange.parseKey("NewStartingHashKey", request.requiredText("NewStartingHashKey"));
        stream.split(request.requiredText("ShardToSplit"), middle);
        return Answers.object();
    }

    ObjectNode mergeShards(Request request) throws IOException {
        streams.get(request.requiredStreamNameOrArn())
                .merge(request.requiredText("ShardToMerge"), request.requiredText("AdjacentShardToMerge"));
        return Answers.object();
    }
}
