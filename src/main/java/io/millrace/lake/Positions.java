package io.millrace.lake;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the landing of each shard began, and how far it is. */
public final class Positions {
    private static final int MOST_SHARDS = 10_000;

    private final ObjectStore store;
    private final Commits commits;

    public Positions(ObjectStore store, Commits commits) {
        this.store = store;
        this.commits = commits;
    }

    /**
     * The sequence number to go on after, or empty for the shard's beginning. The first call for a shard freezes that it
     * is read from its beginning, so that every later start, on whatever machine, begins there too.
     */
    public Optional<String> resume(StreamId stream, String shard) {
        var known = find(stream, shard);
        if (known.isPresent()) {
            return known.map(Position::last);
        }
        var start = new TreeMap<String, Object>(Map.of("from", "TRIM_HORIZON", "frozen", Instant.now()));
        commits.create(Position.startKey(stream, shard), Json.bytes(start), Map.of());
        return Optional.empty();
    }

    public Optional<Position> find(StreamId stream, String shard) {
        var key = Position.key(stream, shard);
        return store.get(key).map(json -> Json.read(json, Position.class, key));
    }

    /** The shards of which a position is remembered, of all streams, in order. */
    public List<ShardRef> shards() {
        return store.list(Position.FOLDER, null, MOST_SHARDS).stream()
                .filter(key -> key.endsWith(Position.NAME))
                .map(key -> key.substring(Position.FOLDER.length(), key.length() - Position.NAME.length()))
                .map(ShardRef::parse)
                .toList();
    }

    /** The position after {@code object} was landed. */
    public Position after(StreamId stream, RawObject object) {
        var hour = RawZone.hourOf(object);
        var before = object.after() == null ? Optional.<Position>empty() : find(stream, object.shard());
        // An object may lie in an earlier hour than the one before it, which still has to be found.
        var latest = before.map(Position::hour).filter(hour::isBefore).orElse(hour);
        return new Position(object.last(), latest, before.map(Position::origin).orElse(hour));
    }
}
