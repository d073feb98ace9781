package io.millrace.simulation;

import io.millrace.lake.ObjectStore.Head;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket with S3's promises: create-only puts, and what was written is read and listed at once. */
final class Bucket {
    /** An object as it is stored. */
    record Stored(byte[] content, Map<String, String> metadata, long at) {}

    /** Stands before a raw object's last sequence number, where a mutation makes it part of the key. */
    private static final String LAST = "#";

    private final NavigableMap<String, Stored> objects = new TreeMap<>();
    private final World world;

    Bucket(World world) {
        this.world = world;
    }

    boolean create(String wanted, byte[] content, Map<String, String> metadata) {
        var key = withLast(wanted, metadata);
        var there = objects.containsKey(key);
        if (there && world.mutation != Mutation.OVERWRITE) {
            return false;
        }
        objects.put(key, new Stored(content, metadata, world.scheduler.now()));
        if (!there) {
            world.oracle.created(key, content, metadata);
        }
        return true;
    }

    void put(String key, byte[] content) {
        if (objects.containsKey(key)) {
            world.oracle.overwritten(key);
        }
        objects.put(key, new Stored(content, Map.of(), world.scheduler.now()));
    }

    Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(found(key))).map(Stored::content);
    }

    Optional<Head> head(String key) {
        return Optional.ofNullable(objects.get(found(key)))
                .map(stored -> new Head(key, stored.content().length, stored.metadata()));
    }

    List<String> list(String prefix, String after, int most) {
        return objects.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .map(this::withoutLast)
                .distinct()
                .filter(key -> after == null || key.compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    boolean has(String key) {
        return objects.containsKey(key);
    }

    /** Objects under a prefix, by key. */
    NavigableMap<String, Stored> under(String prefix) {
        return objects.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    private String withLast(String key, Map<String, String> metadata) {
        return isMutated(key) ? key + LAST + metadata.get("last") : key;
    }

    String withoutLast(String key) {
        return isMutated(key) ? key.substring(0, key.indexOf(LAST)) : key;
    }

    private String found(String key) {
        var first = isMutated(key) ? objects.ceilingKey(key) : null;
        return first != null && first.startsWith(key) ? first : key;
    }

    private boolean isMutated(String key) {
        return world.mutation == Mutation.KEY_OF_FIRST_AND_LAST && key.startsWith("raw/");
    }
}
