package io.millrace.reconcile;

import io.millrace.dataset.StreamId;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Start;
import io.millrace.stream.ShardTip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far each shard is: in the stream, in the raw zone, in the plans. Not thread-safe. */
final class Shards {
    private final ShardTip tip;
    private final Positions positions;
    private final Unplanned unplanned;
    private final Set<ShardRef> over = new HashSet<>();

    Shards(ShardTip tip, Positions positions, RawZone zone) {
        this.tip = tip;
        this.positions = positions;
        this.unplanned = new Unplanned(zone);
    }

    /**
     * The stream and the positions at one moment.
     *
     * @param positions of the shards that may still be ahead of the plans
     */
    record Landed(StreamId stream, List<Status.Shard> shards, Map<ShardRef, Position> positions) {
        /** Records in the stream that are not landed. */
        long behind() {
            return shards.stream().mapToLong(Status.Shard::behind).sum();
        }
    }

    Landed landed(Instant now) {
        var stream = tip.stream();
        var there = tip.shards();
        var found = new LinkedHashMap<ShardRef, Position>();
        for (var shard : positions.shards()) {
            // One that the stream has no more, and whose every object is planned, stays so.
            if (!over.contains(shard)) {
                positions.find(shard.stream(), shard.shard()).ifPresent(position -> found.put(shard, position));
            }
        }
        var shards = new ArrayList<Status.Shard>();
        for (var shard : there) {
            var position = found.get(new ShardRef(stream, shard));
            var landed = position == null ? null : position.last();
            var rest = tip.rest(shard, landed, landed == null ? beginning(stream, shard) : null, now);
            shards.add(new Status.Shard(shard, landed, rest.records(), age(rest.oldest(), now)));
        }
        return new Landed(stream, shards, found);
    }

    /** When what is to be landed of a shard arrived at the earliest; null: all of it is to be. */
    private Instant beginning(StreamId stream, String shard) {
        return positions
                .settled(stream)
                .filter(start -> start.shards().contains(shard))
                .map(Start::at)
                .orElse(null);
    }

    /** What is landed and in no plan up to {@code latest} (null: there is none). */
    Status.Land unplanned(Landed landed, Plan latest) {
        long objects = 0;
        long records = 0;
        var streamed = landed.shards().stream()
                .map(shard -> new ShardRef(landed.stream(), shard.shard()))
                .toList();
        for (var entry : landed.positions().entrySet()) {
            var end = latest == null ? null : latest.ends().get(entry.getKey().toString());
            var waiting = unplanned.of(entry.getKey(), entry.getValue(), end);
            objects += waiting.objects();
            records += waiting.records();
            if (waiting.objects() == 0 && end != null && !streamed.contains(entry.getKey())) {
                over.add(entry.getKey());
            }
        }
        return new Status.Land(objects, records);
    }

    /** When the oldest object was first seen to wait for a plan; null if none waits. */
    Instant waitingSince(Instant now) {
        return unplanned.waitingSince(now);
    }

    /** Whole seconds since then, never negative; 0 for never. */
    static long age(Instant since, Instant now) {
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
    }
}
