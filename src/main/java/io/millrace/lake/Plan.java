package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one batch cleans: the next objects of every shard's chain, or what other batches had, and the declarations to
 * clean it with.
 *
 * @param n number of the batch: 1, 2, 3 … without a gap
 * @param replaces numbers of the batches that it is about, in order; none for a new one
 * @param only the one dataset that a replay is about; null: all
 * @param objects raw objects to read, in order for each shard
 * @param files other files of the lake to read: rejected ones, or Parquet files
 * @param ends shard ({@link ShardRef}) to where its chain stands after this plan, also of the shards that this plan adds nothing to
 * @param datasets name to declaration, as they were when planned
 * @param total what the plans through this one took on
 * @param erasures what is erased, by this plan or one before it: each plan hands them on to the next
 * @param suspects whether a person takes lines as true that say of themselves that they are suspect
 */
public record Plan(
        long n,
        Instant planned,
        BatchKind kind,
        List<Long> replaces,
        String only,
        List<RawObject> objects,
        List<String> files,
        Map<String, End> ends,
        Map<String, Map<String, Object>> datasets,
        Total total,
        List<Erasure> erasures,
        boolean suspects) {
    private static final String FOLDER = "processed/_plans/";

    public Plan {
        erasures = erasures == null ? List.of() : List.copyOf(erasures);
    }

    /**
     * Where a shard's planned chain stands.
     *
     * @param last sequence number of the last planned record
     * @param hour UTC hour of the object that holds it
     */
    public record End(String last, Instant hour) {}

    /** Objects of the raw zone that were planned for the first time, over all plans so far, and their records. */
    public record Total(long objects, long records) {
        public static final Total NONE = new Total(0, 0);

        Total plus(List<RawObject> more) {
            return new Total(
                    objects + more.size(),
                    records + more.stream().mapToLong(RawObject::count).sum());
        }
    }

    /** The plan that follows {@code before} (null: the first) and takes the chains on. */
    public static Plan next(
            Plan before,
            Instant planned,
            List<RawObject> objects,
            Map<String, End> ends,
            Map<String, Map<String, Object>> datasets) {
        var total = before == null ? Total.NONE : before.total();
        return new Plan(
                before == null ? 1 : before.n() + 1,
                planned,
                BatchKind.NEW,
                List.of(),
                null,
                objects,
                List.of(),
                ends,
                datasets,
                total.plus(objects),
                before == null ? List.of() : before.erasures(),
                false);
    }

    /** The plan that follows {@code before} and is about other batches: the chains stay where they are. */
    public static Plan about(
            Plan before,
            Instant planned,
            BatchKind kind,
            List<Long> replaces,
            String only,
            List<RawObject> objects,
            List<String> files,
            Map<String, Map<String, Object>> datasets) {
        return new Plan(
                before.n() + 1,
                planned,
                kind,
                replaces,
                only,
                objects,
                files,
                before.ends(),
                datasets,
                before.total(),
                before.erasures(),
                false);
    }

    /** The same with one more erasure. */
    public Plan with(Erasure erasure) {
        return new Plan(
                n,
                planned,
                kind,
                replaces,
                only,
                objects,
                files,
                ends,
                datasets,
                total,
                Erasure.with(erasures, erasure),
                suspects);
    }

    /** The same, which takes suspect lines as true or does not. */
    public Plan with(boolean suspects) {
        return new Plan(n, planned, kind, replaces, only, objects, files, ends, datasets, total, erasures, suspects);
    }

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
