package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.millrace.lake.ObjectStore.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a landed object without reading it.
 *
 * @param first sequence number of its first record
 * @param last of its last
 * @param after sequence number that it follows; null at the shard's beginning
 * @param count of its records
 * @param bytes size, compressed
 * @param sha256 of the compressed content, hexadecimal
 */
public record RawObject(
        String key, String shard, String first, String last, String after, long count, long bytes, String sha256) {
    /** Stands for {@code after} where the metadata were lost: the content does not say it. */
    public static final String UNKNOWN = "unknown";

    private static final String BEGINNING = "-";

    /**
     * Whether this object is the next one of a chain that ends with {@code end}.
     *
     * @param nearest whether no other object can lie between; then one whose metadata were lost is the next one too
     */
    boolean follows(String end, boolean nearest) {
        return UNKNOWN.equals(after) ? nearest : Objects.equals(after, end);
    }

    /** The user metadata that it is put with. */
    @JsonIgnore
    public Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("shard", shard);
        metadata.put("first", first);
        metadata.put("last", last);
        metadata.put("after", after == null ? BEGINNING : after);
        metadata.put("count", Long.toString(count));
        metadata.put("sha256", sha256);
        return metadata;
    }

    /** Reads the metadata; empty where they are missing, as after a copy that lost them. */
    static Optional<RawObject> of(Head head) {
        var metadata = head.metadata();
        if (!metadata.containsKey("last") || !metadata.containsKey("count") || !metadata.containsKey("after")) {
            return Optional.empty();
        }
        var after = metadata.get("after");
        return Optional.of(new RawObject(
                head.key(),
                metadata.get("shard"),
                metadata.get("first"),
                metadata.get("last"),
                after.equals(BEGINNING) ? null : after,
                Long.parseLong(metadata.get("count")),
                head.bytes(),
                metadata.get("sha256")));
    }
}
