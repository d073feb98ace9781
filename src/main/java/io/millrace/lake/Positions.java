package io.millrace.lake;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the landing of each stream began, how far each shard is, and what was trimmed before. Thread-safe. */
public final class Positions {
    static final String FOLDER = "_state/";

    private final ObjectStore store;
    private final Commits commits;
    private final Map<StreamId, Start> starts = new ConcurrentHashMap<>();

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

    public Optional<Position> find(StreamId stream, String shard) {
        var key = Position.key(stream, shard);
        return store.get(key).map(json -> Json.read(json, Position.class, key));
    }

    public Optional<Reached> reached(StreamId stream, String shard) {
        var key = Reached.key(stream, shard);
        return store.get(key).map(json -> Json.read(json, Reached.class, key));
    }

    /** The shards of which a position is remembered, of all streams, in order. */
    public List<ShardRef> shards() {
        return store.list(FOLDER, null, Integer.MAX_VALUE).stream()
                .filter(key -> key.endsWith(Position.NAME))
                .map(key -> key.substring(FOLDER.length(), key.length() - Position.NAME.length()))
                .map(ShardRef::parse)
                .toList();
    }

    /**
     * The position after {@code object} was landed: the one that is there, if another writer is further already. A
     * writer that lags and ends before it has caught up would otherwise take the position back for good.
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
        return new Position(object.last(), latest, before.map(Position::origin).orElse(hour), through);
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
