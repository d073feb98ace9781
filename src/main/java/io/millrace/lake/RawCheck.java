package io.millrace.lake;

import io.millrace.dataset.EventIds;
import io.millrace.dataset.StreamRecord;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Holds objects of the raw zone against their content and their metadata. Not thread-safe. */
public final class RawCheck {
    /** Is told what is wrong. */
    public interface Faults {
        /**
         * @param kind a stable word
         * @param place the object, with its line where it is about one
         */
        void found(String kind, String place, String what);
    }

    private final ObjectStore store;
    private final Faults faults;

    public RawCheck(ObjectStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    /**
     * Reads an object and tells everything in which it differs.
     *
     * @param expected what its plan or its metadata say of it
     * @return records read
     */
    public long check(RawObject expected) {
        var key = expected.key();
        var head = store.head(key);
        var content = store.get(key);
        if (head.isEmpty() || content.isEmpty()) {
            faults.found("object_missing", key, "is gone; restore it from a backup or its versions");
            return 0;
        }
        RawObject.of(head.get()).ifPresent(metadata -> compareMetadata(expected, metadata));
        var hash = EventIds.sha256(content.get());
        if (!hash.equals(expected.sha256())) {
            faults.found("object_changed", key, "its SHA-256 is " + hash + ", expected " + expected.sha256());
        }
        return lines(expected, content.get());
    }

    private void compareMetadata(RawObject expected, RawObject metadata) {
        compare("shard", expected.key(), metadata.shard(), expected.shard());
        compare("first", expected.key(), metadata.first(), expected.first());
        compare("last", expected.key(), metadata.last(), expected.last());
        if (!RawObject.UNKNOWN.equals(expected.after())) {
            compare("after", expected.key(), metadata.after(), expected.after());
        }
        compare("count", expected.key(), metadata.count(), expected.count());
        compare("sha256", expected.key(), metadata.sha256(), expected.sha256());
    }

    private void compare(String name, String key, Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            faults.found("object_metadata", key, "its " + name + " is " + found + ", its plan says " + expected);
        }
    }

    private long lines(RawObject expected, byte[] content) {
        var key = expected.key();
        long count = 0;
        String first = null;
        var last = RawObject.UNKNOWN.equals(expected.after()) ? null : expected.after();
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                var place = key + " line " + ++count;
                var line = RawLine.parse(text.getBytes(StandardCharsets.UTF_8), place);
                if (!line.shard().equals(expected.shard())) {
                    faults.found("object_shard", place, "is of " + line.shard() + ", expected " + expected.shard());
                }
                if (StreamRecord.compareSeq(line.seq(), last) <= 0) {
                    faults.found("object_order", place, "has sequence number " + line.seq() + " after " + last);
                }
                if (first == null) {
                    first = line.seq();
                    hour(key, line);
                }
                last = line.seq();
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            faults.found("object_unreadable", key, "cannot be read after line " + count + ": " + e.getMessage());
            return count;
        }
        content("count", key, count, expected.count());
        content("first", key, first, expected.first());
        content("last", key, last, expected.last());
        return count;
    }

    private void content(String name, String key, Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            faults.found("object_" + name, key, "its content has " + name + " " + found + ", expected " + expected);
        }
    }

    private void hour(String key, RawLine first) {
        var folder = RawKey.folder(first.arrived());
        if (!key.startsWith(folder)) {
            faults.found(
                    "object_hour", key, "its first record arrived at " + first.arrived() + ", expected in " + folder);
        }
    }
}
