package io.millrace.run;

import io.millrace.config.LandStart;
import io.millrace.dataset.StreamId;
import io.millrace.lake.Ended;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.Reached;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Start;
import io.millrace.lake.Trimmed;
import io.millrace.stream.ShardPositions;
import io.millrace.stream.ShardStart;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reading the stream remembers, kept in the lake. Thread-safe. */
final class LakePositions implements ShardPositions {
    /** Writes over what the lake remembers of a shard. */
    @FunctionalInterface
    interface Memory {
        void write(String key, byte[] json);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LakePositions.class);

    private final Positions positions;
    private final Function<ShardRef, Optional<Plan.End>> planned;
    private final LandStart wanted;
    private final Memory memory;
    private final Clock clock;
    private final Set<StreamId> told = ConcurrentHashMap.newKeySet();

    /** @param planned where the newest plan found the end of a shard's chain */
    LakePositions(
            Positions positions,
            Function<ShardRef, Optional<Plan.End>> planned,
            LandStart wanted,
            Memory memory,
            Clock clock) {
        this.positions = positions;
        this.planned = planned;
        this.wanted = wanted;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public ShardStart resume(StreamId stream, String shard, List<String> listed) {
        return resume(stream, shard, start(stream, listed));
    }

    private Start start(StreamId stream, List<String> listed) {
        var now = clock.instant();
        var at = wanted.equals(LandStart.LATEST) ? now : wanted.at();
        var start = positions.start(stream, new Start(wanted.from(), at, listed, now));
        if (!start.from().equals(wanted.from()) && told.add(stream)) {
            LOG.info(
                    "stream={} was begun from {}, which stays so: land.start={} is for streams that were never read",
                    stream,
                    start.from(),
                    wanted.from());
        }
        return start;
    }

    private ShardStart resume(StreamId stream, String shard, Start start) {
        var ended = positions.ended(stream, shard);
        var ref = new ShardRef(stream, shard);
        // Retention may have removed what lies before: a reader that began there would not meet its own keys again.
        planned.apply(ref).ifPresent(end -> positions.atLeast(ref, end));
        var named = start.shards().contains(shard);
        var reached = positions.reached(stream, shard);
        var position = positions.find(stream, shard);
        // What was there before the start was settled is nobody's loss, until the first of it is landed.
        var landed = position.map(Position::through).orElse(named && position.isEmpty() ? start.frozen() : null);
        var through = later(
                landed,
                ended.map(Ended::through)
                        .or(() -> reached.map(Reached::through))
                        .orElse(null));
        return new ShardStart(
                position.map(Position::last).orElse(null), named ? start.at() : null, through, ended.isPresent());
    }

    @Override
    public void reached(StreamId stream, String shard, Instant through) {
        memory.write(Reached.key(stream, shard), new Reached(through).toJson());
    }

    @Override
    public void ended(StreamId stream, String shard, String last, Instant through) {
        positions.end(stream, shard, last, through);
    }

    @Override
    public void restore(StreamId stream, String shard) {
        positions.takenBack(stream, shard).ifPresent(position -> {
            LOG.info("stream={} shard={} position was taken back, is written again", stream, shard);
            memory.write(Position.key(stream, shard), position.toJson());
        });
    }

    @Override
    public Map<String, ShardStart> missing(StreamId stream, List<String> listed) {
        var start = start(stream, listed);
        var known = new TreeSet<>(start.shards());
        positions.shards().stream()
                .filter(shard -> shard.stream().equals(stream))
                .map(ShardRef::shard)
                .forEach(known::add);
        listed.forEach(known::remove);
        var missing = new TreeMap<String, ShardStart>();
        for (var shard : known) {
            var resumed = resume(stream, shard, start);
            if (!resumed.ended()) {
                missing.put(shard, resumed);
            }
        }
        return missing;
    }

    @Override
    public void trimmed(StreamId stream, String shard, String after, Instant from, Instant to) {
        positions.keep(new Trimmed(stream.toString(), shard, after, from, to, clock.instant()));
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }
}
