package io.millrace.lake;

import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The commit of a batch: which attempt's files count, and the sums. Manifests are committed in the order of their
 * numbers.
 *
 * @param n number of the batch
 * @param attempt id of the attempt whose files these are
 * @param read lines read; 0 of a held batch
 * @param duplicates rows dropped because another row of the batch has their key and is newer
 * @param reasons reason to number of rejected lines
 * @param rejectedFiles keys of the gzip JSONL files that hold them, but for those that were erased
 * @param datasets name to what was written of it; every declared dataset stands here
 * @param publishers publisher to the numbers of its events in this batch, or that it gives up, as inclusive ranges in order
 * @param replaces the batches that this one is about, as its plan says
 * @param only the one dataset that this is about; null: all
 * @param held why nothing of the batch was cleaned; null if it was
 * @param totals over the batches through this one
 */
public record Manifest(
        long n,
        BatchKind kind,
        String attempt,
        Instant committed,
        long read,
        long duplicates,
        long rejected,
        Map<String, Long> reasons,
        List<String> rejectedFiles,
        Map<String, Written> datasets,
        Map<String, List<long[]>> publishers,
        List<Long> replaces,
        String only,
        Held held,
        Totals totals) {
    /** The reason of lines that were erased: they are counted, and nothing of them is kept. */
    public static final String ERASED = "erased";

    static final String FOLDER = "processed/_batches/";

    public Manifest {
        replaces = NumberList.of(replaces);
    }

    /**
     * @param columns of the files, in order
     * @param rows in all files
     * @param levels of its prices by source and currency, in no order; none of a batch that only rewrites rows
     */
    public record Written(int version, List<String> columns, long rows, List<DataFile> files, List<PriceLevel> levels) {
        public Written {
            levels = levels == null ? List.of() : List.copyOf(levels);
        }

        /** Without price levels. */
        public Written(int version, List<String> columns, long rows, List<DataFile> files) {
            this(version, columns, rows, files, List.of());
        }
    }

    /** A Parquet file of one UTC day. */
    public record DataFile(String key, String dt, long rows, long bytes) {}

    /**
     * A batch that was set aside until a person, or a newer program, decides.
     *
     * @param reason {@code newer_version}, {@code failed} or {@code quality}
     * @param detail what was found, with its place
     * @param records of the batch that wait
     * @param dataset the dataset whose version was too new, else null
     * @param version that version, else 0
     */
    public record Held(String reason, String detail, long records, String dataset, int version) {
        public static final String NEWER_VERSION = "newer_version";
        public static final String FAILED = "failed";
        /** The quality gate stopped it; the detail says which value passed which threshold. */
        public static final String QUALITY = "quality";
    }

    /** A batch of which nothing was read or written. */
    public static Manifest empty(Plan plan, String attempt, Instant committed, Held held) {
        return new Manifest(
                plan.n(),
                plan.kind(),
                attempt,
                committed,
                0,
                0,
                0,
                Map.of(),
                List.of(),
                Map.of(),
                Map.of(),
                plan.replaces(),
                plan.only(),
                held,
                null);
    }

    public static String key(long n) {
        return FOLDER + Numbers.eightDigits(n) + ".json";
    }

    /** The same with the totals that follow those of the batch before. */
    public Manifest with(Totals sums) {
        return new Manifest(
                n,
                kind,
                attempt,
                committed,
                read,
                duplicates,
                rejected,
                reasons,
                rejectedFiles,
                datasets,
                publishers,
                replaces,
                only,
                held,
                sums);
    }

    /** The same with the numbers of the events that it is about. */
    public Manifest numbered(Map<String, List<long[]>> numbers) {
        return new Manifest(
                n,
                kind,
                attempt,
                committed,
                read,
                duplicates,
                rejected,
                reasons,
                rejectedFiles,
                datasets,
                numbers,
                replaces,
                only,
                held,
                totals);
    }

    /** Rows written, over all datasets. */
    public long written() {
        return datasets.values().stream().mapToLong(Written::rows).sum();
    }

    /** Lines that were erased. */
    public long erased() {
        return reasons.getOrDefault(ERASED, 0L);
    }

    /** Its key. */
    public String key() {
        return key(n);
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
