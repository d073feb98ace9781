package io.millrace.lake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A lake in memory, with create-only commits. Thread-safe. */
public final class FakeLake implements ObjectStore, Commits, Listing {
    private record Stored(byte[] content, Map<String, String> metadata, Instant written) {}

    private final NavigableMap<String, Stored> objects = new TreeMap<>();
    private final List<String> gets = new ArrayList<>();
    private int heads;
    private int lists;
    private int listed;
    private Predicate<String> fails = key -> false;
    private Supplier<RuntimeException> failure;
    private Instant now = Landed.TEN;
    private BiConsumer<String, byte[]> mirror = (key, content) -> {};

    @Override
    public synchronized boolean create(String key, byte[] content, Map<String, String> metadata) {
        var created = objects.putIfAbsent(key, new Stored(content.clone(), Map.copyOf(metadata), now)) == null;
        if (created) {
            mirror.accept(key, content);
        }
        return created;
    }

    /** Gives somebody all objects that are there, and those that are created from now on. */
    public synchronized void mirror(BiConsumer<String, byte[]> to) {
        mirror = to;
        objects.forEach((key, stored) -> to.accept(key, stored.content()));
    }

    /** Writes over what is there, as the position of a shard is written. */
    public synchronized void put(String key, byte[] content) {
        objects.put(key, new Stored(content.clone(), Map.of(), now));
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

    /** What is written from here on is of that time. */
    public synchronized void at(Instant time) {
        now = time;
    }

    @Override
    public synchronized List<Entry> entries(String prefix, String after, int most) {
        return list(prefix, after, most).stream()
                .map(key -> new Entry(
                        key, objects.get(key).content().length, objects.get(key).written()))
                .toList();
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

    /** Keys that were read, in order. */
    public synchronized List<String> gets() {
        return List.copyOf(gets);
    }

    /** How often it was asked for an object without its content. */
    public synchronized int heads() {
        return heads;
    }

    /** How many keys were listed, over all. */
    public synchronized int listed() {
        return listed;
    }

    /** How often something was read, looked for or listed. */
    public synchronized int questions() {
        return gets.size() + heads + lists;
    }

    /** Counts from here on. */
    public synchronized void forget() {
        gets.clear();
        heads = 0;
        lists = 0;
        listed = 0;
    }

    /** Lets every read of such a key fail from now on. */
    public synchronized void failReads(Predicate<String> keys, Supplier<RuntimeException> with) {
        fails = keys;
        failure = with;
    }

    @Override
    public synchronized Optional<byte[]> get(String key) {
        gets.add(key);
        if (fails.test(key)) {
            throw failure.get();
        }
        return Optional.ofNullable(objects.get(key))
                .map(stored -> stored.content().clone());
    }

    @Override
    public synchronized Optional<Head> head(String key) {
        heads++;
        if (fails.test(key)) {
            throw failure.get();
        }
        return Optional.ofNullable(objects.get(key))
                .map(stored -> new Head(key, stored.content().length, stored.metadata()));
    }

    @Override
    public synchronized List<String> list(String prefix, String after, int most) {
        lists++;
        var found = objects.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .filter(key -> after == null || key.compareTo(after) > 0)
                .limit(most)
                .toList();
        listed += found.size();
        return found;
    }
}
