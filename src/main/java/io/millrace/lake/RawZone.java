package io.millrace.lake;

import io.millrace.dataset.EventIds;
import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

/** The raw zone: what the stream carried, one object a batch, each naming the one that it follows. */
public final class RawZone {
    private static final int MOST_PER_HOUR = 100_000;
    private static final int BUFFER = 1 << 16;
    private static final Duration HOUR = Duration.ofHours(1);

    private final ObjectStore store;

    public RawZone(ObjectStore store) {
        this.store = store;
    }

    /**
     * An object about to be put.
     *
     * @param content gzip of its lines
     */
    public record Draft(RawObject object, byte[] content) {}

    /** Lays a batch out as an object; the same records after the same object give the same key. */
    public Draft draft(ShardBatch batch) {
        var content = gzip(batch);
        var first = batch.first();
        var key = RawKey.of(batch.stream(), batch.shard(), first.arrived(), first.seq());
        var object = new RawObject(
                key.toString(),
                batch.shard(),
                first.seq(),
                batch.last().seq(),
                batch.after(),
                batch.records().size(),
                content.length,
                EventIds.sha256(content));
        return new Draft(object, content);
    }

    /** What is under that key: its metadata, or, where a copy lost them, what its content says. */
    public Optional<RawObject> find(String key) {
        return store.head(key).map(head -> RawObject.of(head).orElseGet(() -> describe(key)));
    }

    /**
     * The lines of an object, in order, read while they are taken.
     *
     * @throws IllegalStateException if the object is gone
     */
    public RawLines lines(RawObject object) {
        return new RawLines(store, object.key());
    }

    /**
     * The objects that follow {@code after} in a shard's chain, in order.
     *
     * <p>Arrival times do not rise strictly with the sequence numbers: an object may lie in the hour before that of the
     * object that it follows, never earlier.
     *
     * @param from the hour of the object that ends with {@code after}, or of the shard's first
     * @param to the last hour to look into
     * @param mostRecords stops once that many records are gathered, with at least one object
     */
    public List<RawObject> chain(
            StreamId stream, String shard, String after, Instant from, Instant to, long mostRecords) {
        return chain(stream, shard, after, from, to, new Most(mostRecords, Integer.MAX_VALUE, () -> false));
    }

    /**
     * How much of a chain is wanted; at least one object is given.
     *
     * @param objects each costs a question
     * @param isLate asked after each object: whether those before it have to do
     */
    public record Most(long records, int objects, BooleanSupplier isLate) {
        /** As many objects as that, whatever is in them. */
        public static Most objects(int objects) {
            return new Most(Long.MAX_VALUE, objects, () -> false);
        }

        private boolean isReached(long gathered, int found) {
            return gathered >= records || found >= objects || isLate.getAsBoolean();
        }
    }

    /** The same, of no more than {@code most}. */
    public List<RawObject> chain(StreamId stream, String shard, String after, Instant from, Instant to, Most most) {
        var chain = new ArrayList<RawObject>();
        var waiting = new TreeMap<String, String>(StreamRecord::compareSeq);
        var end = after;
        long records = 0;
        for (var hour = from.minus(HOUR); !hour.isAfter(to); hour = hour.plus(HOUR)) {
            waiting.putAll(listed(stream, shard, hour, after));
            while (!waiting.isEmpty()) {
                var first = waiting.firstEntry();
                if (StreamRecord.compareSeq(first.getKey(), end) <= 0) {
                    waiting.remove(first.getKey());
                    continue;
                }
                var key = first.getValue();
                var object = find(key).orElseThrow(() -> new IllegalStateException(key + " was listed and is gone"));
                // What it follows may lie in the next hour, if that is still to be listed.
                var certain = hourOf(object).isBefore(hour) || !hour.isBefore(to);
                if (!object.follows(end, certain)) {
                    if (!certain) {
                        break;
                    }
                    throw new IllegalStateException("the chain of " + shard + " is broken: " + key + " follows "
                            + object.after() + ", but the object before it ends with " + end
                            + "; restore the missing object from a backup or its versions");
                }
                waiting.remove(first.getKey());
                chain.add(object);
                end = object.last();
                records += object.count();
                if (most.isReached(records, chain.size())) {
                    return chain;
                }
            }
        }
        return chain;
    }

    /** First sequence number to key, of a shard's objects in one hour that begin after {@code after}. */
    private Map<String, String> listed(StreamId stream, String shard, Instant hour, String after) {
        var prefix = RawKey.prefix(stream, shard, hour);
        var startAfter =
                after == null ? null : RawKey.of(stream, shard, hour, after).toString();
        var listed = new HashMap<String, String>();
        store.list(prefix, startAfter, MOST_PER_HOUR).forEach(key -> listed.put(RawKey.firstOf(key, prefix), key));
        return listed;
    }

    /** The UTC hour that an object lies in, from its key. */
    public static Instant hourOf(RawObject object) {
        var parts = object.key().split("[=/]");
        return Instant.parse(parts[2] + "T" + parts[4] + ":00:00Z");
    }

    /** The shard, of its life of its stream, that an object is of, from its key. */
    public static ShardRef shardOf(RawObject object) {
        return RawKey.shardOf(object.key(), object.shard());
    }

    private RawObject describe(String key) {
        RawLine first = null;
        RawLine last = null;
        long count = 0;
        try (var lines = new RawLines(store, key)) {
            for (var line : lines) {
                first = first == null ? line : first;
                last = line;
                count++;
            }
        }
        if (first == null) {
            throw new IllegalStateException(key + " has neither metadata nor content; restore it from a backup");
        }
        var content = store.get(key).orElseThrow();
        return new RawObject(
                key,
                first.shard(),
                first.seq(),
                last.seq(),
                RawObject.UNKNOWN,
                count,
                content.length,
                EventIds.sha256(content));
    }

    /** Lines go straight into the compression, so that a batch is in memory once. */
    private static byte[] gzip(ShardBatch batch) {
        var content = new ByteArrayOutputStream(BUFFER);
        try (var out = new BufferedOutputStream(new GZIPOutputStream(content, BUFFER), BUFFER)) {
            var lines = new RawLineWriter(out, batch.shard());
            for (var record : batch.records()) {
                lines.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return content.toByteArray();
    }
}
