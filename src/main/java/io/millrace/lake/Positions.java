package io.millrace.lake;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the landing of each stream began, how far each shard is, and what was trimmed before. Thread-safe.
 *
 * <p>A position is written over, and a slow write may take it back: what this process knows to be further counts.
 */
public final class Positions {
    static final String FOLDER = "_state/";

    private final ObjectStore store;
    private final Commits commits;
    private final Map<StreamId, Start> starts = new ConcurrentHashMap<>();
    private final Map<ShardRef, Position> furthest = new ConcurrentHashMap<>();
    private final Map<ShardRef, Ended> ended = new ConcurrentHashMap<>();

    public Positions(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    /** Where reading of the stream began: as {@code wanted} says, unless that was settled before. */
    public Start start(StreamId stream, Start wanted) {
        var known = starts.get(stream);
        if (known != null) {
            return known;
        }
        var key = Start.key(stream);
        var start = store.get(key)
                .or(() -> commits.create(key, Json.bytes(wanted), Map.of()) ? Optional.empty() : store.get(key))
                .map(json -> Json.read(json, Start.class, key))
                .orElse(wanted);
        starts.put(stream, start);
        return start;
    }

    /** Where reading of the stream began; empty as long as nobody has begun. */
    public Optional<Start> settled(StreamId stream) {
        var key = Start.key(stream);
        return Optional.ofNullable(starts.get(stream))
                .or(() -> store.get(key).map(json -> Json.read(json, Start.class, key)));
    }

    /** How far a shard is landed at least; never less than what was found or landed before. */
    public Optional<Position> find(StreamId stream, String shard) {
        var ref = new ShardRef(stream, shard);
        var known = ended.get(ref);
        if (known != null && known.position() != null) {
            return Optional.of(known.position());
        }
        return stored(ref).map(position -> note(ref, position)).or(() -> Optional.ofNullable(furthest.get(ref)));
    }

    /** A plan found a shard's chain to reach that far, so that it is landed to there at least. */
    public void atLeast(ShardRef shard, Plan.End end) {
        var known = find(shard.stream(), shard.shard());
        if (known.isEmpty() || StreamRecord.compareSeq(known.get().last(), end.last()) < 0) {
            var origin = known.map(Position::origin).orElse(end.hour());
            // Its last record arrived in that hour.
            var through =
                    known.map(Position::through).filter(end.hour()::isBefore).orElse(end.hour());
            note(shard, new Position(end.last(), end.hour(), origin, through));
        }
    }

    /** The position to be written again, since a slow write took it back; empty if it says what is known here. */
    public Optional<Position> takenBack(StreamId stream, String shard) {
        var ref = new ShardRef(stream, shard);
        var known = furthest.get(ref);
        return known == null
                        || stored(ref)
                                .filter(position -> further(position, known) == position)
                                .isPresent()
                ? Optional.empty()
                : Optional.of(known);
    }

    /** Whether a shard was closed and all of it is landed. */
    public Optional<Ended> ended(StreamId stream, String shard) {
        var ref = new ShardRef(stream, shard);
        if (!ended.containsKey(ref)) {
            var key = Ended.key(stream, shard);
            store.get(key).ifPresent(json -> ended.put(ref, Json.read(json, Ended.class, key)));
        }
        return Optional.ofNullable(ended.get(ref));
    }

    /**
     * Keeps that a shard was closed and all of it is landed; does nothing where that is known.
     *
     * @param last sequence number of its last record; null if it never had one
     * @throws IllegalStateException if it is not known to be landed to there and no further
     */
    public void end(StreamId stream, String shard, String last, Instant through) {
        var position = find(stream, shard).orElse(null);
        var landed = position == null ? null : position.last();
        if (StreamRecord.compareSeq(landed, last) != 0) {
            throw new IllegalStateException(shard + " of " + stream + " was read to its end at " + last
                    + ", but is landed through " + landed + ": start Millrace again, and it is read on from there");
        }
        commits.create(Ended.key(stream, shard), Json.bytes(new Ended(through, position)), Map.of());
    }

    public Optional<Reached> reached(StreamId stream, String shard) {
        var key = Reached.key(stream, shard);
        return store.get(key).map(json -> Json.read(json, Reached.class, key));
    }

    /** The shards of which a position is remembered, of all streams, in order. */
    public List<ShardRef> shards() {
        var keys = store.list(FOLDER, null, Integer.MAX_VALUE);
        refs(keys, Ended.NAME).forEach(ref -> ended(ref.stream(), ref.shard()));
        return refs(keys, Position.NAME);
    }

    private static List<ShardRef> refs(List<String> keys, String name) {
        return keys.stream()
                .filter(key -> key.endsWith(name))
                .map(key -> key.substring(FOLDER.length(), key.length() - name.length()))
                .map(ShardRef::parse)
                .toList();
    }

    /**
     * The position after {@code object} was landed: the one that is known, if another writer is further already. A
     * writer that lags would otherwise take the position back.
     *
     * @param through when its last record arrived, or an earlier one of the shard
     */
    public Position after(StreamId stream, RawObject object, Instant through) {
        var hour = RawZone.hourOf(object);
        var before = find(stream, object.shard());
        if (before.isPresent() && StreamRecord.compareSeq(before.get().last(), object.last()) >= 0) {
            return before.get();
        }
        // An object may lie in an earlier hour than the one before it, which still has to be found.
        var latest = before.map(Position::hour).filter(hour::isBefore).orElse(hour);
        var position =
                new Position(object.last(), latest, before.map(Position::origin).orElse(hour), through);
        return note(new ShardRef(stream, object.shard()), position);
    }

    private Position note(ShardRef ref, Position position) {
        return furthest.merge(ref, position, Positions::further);
    }

    /** The one whose last record is later; {@code a} if it is the same. */
    private static Position further(Position a, Position b) {
        return StreamRecord.compareSeq(a.last(), b.last()) >= 0 ? a : b;
    }

    private Optional<Position> stored(ShardRef ref) {
        var key = Position.key(ref.stream(), ref.shard());
        return store.get(key).map(json -> Json.read(json, Position.class, key));
    }

    /** Keeps that records may have been trimmed; does nothing where that is known of the same place. */
    public void keep(Trimmed trimmed) {
        commits.create(trimmed.key(), Json.bytes(trimmed), Map.of());
    }

    /** What may have been trimmed before it was landed, of all streams, in the order of shards. */
    public List<Trimmed> trimmed() {
        return store.list(FOLDER, null, Integer.MAX_VALUE).stream()
                .filter(key -> key.contains(Trimmed.NAME))
                .map(key -> Json.read(store.get(key).orElseThrow(), Trimmed.class, key))
                .toList();
    }
}
