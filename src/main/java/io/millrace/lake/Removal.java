package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What retention removes. Written before anything of it is deleted, each one carrying those before: so whatever is
 * missing for that reason is known to be, and nothing that stands in it is used any more.
 *
 * @param n number of the removal: 1, 2, 3 … without a gap
 * @param at when it was decided, UTC
 * @param now zone to the batches whose objects this one removes
 * @param all zone to the batches whose objects are removed by all through this one
 */
public record Removal(long n, Instant at, Map<String, BatchSet> now, Map<String, BatchSet> all) {
    /** Zone of the raw objects, by the batch that they were planned for first. */
    public static final String RAW = "raw";
    /** Zone of the rejected lines. */
    public static final String REJECTED = "rejected";

    public static final Removal NONE = new Removal(0, Instant.EPOCH, Map.of(), Map.of());

    private static final String FOLDER = "_removals/";

    /**
     * A removal that is carried out.
     *
     * @param objects deleted by all through this one
     * @param bytes of these
     */
    public record Done(long n, Instant at, long objects, long bytes) {
        public static final Done NONE = new Done(0, Instant.EPOCH, 0, 0);

        public static String key(long n) {
            return FOLDER + Numbers.eightDigits(n) + ".done.json";
        }

        public byte[] toJson() {
            return Json.bytes(this);
        }
    }

    /** Zone of the Parquet files of a dataset. */
    public static String processed(String dataset) {
        return "processed/" + dataset;
    }

    public static String key(long n) {
        return FOLDER + Numbers.eightDigits(n) + ".json";
    }

    /** The one that follows and removes more. */
    public Removal next(Instant decided, Map<String, BatchSet> more) {
        var sums = new TreeMap<>(all);
        more.forEach((zone, batches) -> sums.merge(zone, batches, BatchSet::plus));
        return new Removal(n + 1, decided, more, sums);
    }

    /** The batches whose objects in a zone are removed, or about to be. */
    public BatchSet of(String zone) {
        return all.getOrDefault(zone, BatchSet.NONE);
    }

    /** Whether a batch's objects in a zone are removed, or about to be. */
    public boolean holds(String zone, long batch) {
        return of(zone).holds(batch);
    }

    /** What to say of such objects. */
    @JsonIgnore
    public String words() {
        return "removed by retention (" + key(n) + ", " + at + ")";
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
