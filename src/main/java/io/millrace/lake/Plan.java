package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one batch cleans: the next objects of every shard's chain, and the declarations to clean them with.
 *
 * @param n number of the batch: 1, 2, 3 … without a gap
 * @param objects what to read, in order for each shard
 * @param ends shard ({@link ShardRef}) to where its chain stands after this plan, also of the shards that this plan adds nothing to
 * @param datasets name to declaration, as they were when planned
 */
public record Plan(
        long n,
        Instant planned,
        List<RawObject> objects,
        Map<String, End> ends,
        Map<String, Map<String, Object>> datasets) {
    private static final String FOLDER = "processed/_plans/";

    /**
     * Where a shard's planned chain stands.
     *
     * @param last sequence number of the last planned record
     * @param hour UTC hour of the object that holds it
     */
    public record End(String last, Instant hour) {}

    public static String key(long n) {
        return FOLDER + Numbers.eightDigits(n) + ".json";
    }

    @JsonIgnore
    public long records() {
        return objects.stream().mapToLong(RawObject::count).sum();
    }

    /** Its key. */
    public String key() {
        return key(n);
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
