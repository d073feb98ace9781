package io.millrace.reconcile;

import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Landed objects that no plan has, shard by shard. What was counted is remembered, so that each is asked for once. Not
 * thread-safe.
 */
final class Unplanned {
    /** A cleaner that is far behind has more; telling how many would take as many questions. */
    private static final int MOST_OBJECTS = 1_000;

    private final RawZone zone;
    private final Map<ShardRef, Deque<RawObject>> walked = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();

    Unplanned(RawZone zone) {
        this.zone = zone;
    }

    /**
     * What waits of one shard, at most 1,000 objects.
     *
     * @param end where the newest plan leaves the shard; null if no plan has it
     */
    Status.Land of(ShardRef shard, Position position, Plan.End end) {
        var known = walked.computeIfAbsent(shard, none -> new ArrayDeque<>());
        while (!known.isEmpty() && StreamRecord.compareSeq(known.peekFirst().last(), last(end)) <= 0) {
            known.removeFirst();
        }
        var after = known.isEmpty() ? last(end) : known.peekLast().last();
        if (StreamRecord.compareSeq(position.last(), after) > 0 && known.size() < MOST_OBJECTS) {
            known.addAll(zone.chain(
                    shard.stream(),
                    shard.shard(),
                    after,
                    from(known, end, position),
                    position.hour(),
                    RawZone.Most.objects(MOST_OBJECTS - known.size())));
        }
        return new Status.Land(
                known.size(), known.stream().mapToLong(RawObject::count).sum());
    }

    /** When the oldest of what waits was first asked for; null if nothing waits. */
    Instant waitingSince(Instant now) {
        var oldest = walked.values().stream()
                .filter(known -> !known.isEmpty())
                .map(known -> known.peekFirst().key())
                .collect(Collectors.toSet());
        seen.keySet().retainAll(oldest);
        oldest.forEach(key -> seen.putIfAbsent(key, now));
        return seen.values().stream().min(Comparator.naturalOrder()).orElse(null);
    }

    private static Instant from(Deque<RawObject> known, Plan.End end, Position position) {
        if (!known.isEmpty()) {
            return RawZone.hourOf(known.peekLast());
        }
        return end == null ? position.origin() : end.hour();
    }

    private static String last(Plan.End end) {
        return end == null ? null : end.last();
    }
}
