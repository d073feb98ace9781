package io.millrace.lake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A lake in memory, with create-only commits. Thread-safe. */
public final class FakeLake implements ObjectStore, Commits {
    private record Stored(byte[] content, Map<String, String> metadata) {}

    private final NavigableMap<String, Stored> objects = new TreeMap<>();
    private int lists;

    @Override
    public synchronized boolean create(String key, byte[] content, Map<String, String> metadata) {
        return objects.putIfAbsent(key, new Stored(content.clone(), Map.copyOf(metadata))) == null;
    }

    /** Writes over what is there, as the position of a shard is written. */
    public synchronized void put(String key, byte[] content) {
        objects.put(key, new Stored(content.clone(), Map.of()));
    }

    public synchronized void remove(String key) {
        if (objects.remove(key) == null) {
            throw new IllegalArgumentException(key + " is not there: " + objects.keySet());
        }
    }

    /** What a copy by other tools does. */
    public synchronized void loseMetadata(String key) {
        put(key, objects.get(key).content());
    }

    /** All keys, in order. */
    public synchronized List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    public String text(String key) {
        return new String(
                get(key).orElseThrow(() -> new IllegalArgumentException(key + " is not there: " + keys())),
                StandardCharsets.UTF_8);
    }

    /** How often something was listed. */
    public synchronized int lists() {
        return lists;
    }

    @Override
    public synchronized Optional<byte[]> get(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(stored -> stored.content().clone());
    }

    @Override
    public synchronized Optional<Head> head(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(stored -> new Head(key, stored.content().length, stored.metadata()));
    }

    @Override
    public synchronized List<String> list(String prefix, String after, int most) {
        lists++;
        return objects.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .filter(key -> after == null || key.compareTo(after) > 0)
                .limit(most)
                .toList();
    }
}
