package io.millrace.lake;

import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The commit of a batch: which attempt's files count, and the sums.
 *
 * @param n number of the batch
 * @param attempt id of the attempt whose files these are
 * @param read lines read from the raw zone
 * @param duplicates rows dropped because another row of the batch has their key and is newer
 * @param reasons reason to number of rejected lines
 * @param rejectedFiles keys of the gzip JSONL files that hold them
 * @param datasets name to what was written of it; every declared dataset stands here
 * @param publishers publisher to the numbers of its events in this batch, as inclusive ranges in order
 */
public record Manifest(
        long n,
        String attempt,
        Instant committed,
        long read,
        long duplicates,
        long rejected,
        Map<String, Long> reasons,
        List<String> rejectedFiles,
        Map<String, Written> datasets,
        Map<String, List<long[]>> publishers,
        List<Long> replaces) {
    private static final String FOLDER = "processed/_batches/";

    /**
     * @param columns of the files, in order
     * @param rows in all files
     */
    public record Written(int version, List<String> columns, long rows, List<DataFile> files) {}

    /** A Parquet file of one UTC day. */
    public record DataFile(String key, String dt, long rows, long bytes) {}

    public static String key(long n) {
        return FOLDER + Numbers.eightDigits(n) + ".json";
    }

    /** Rows written, over all datasets. */
    public long written() {
        return datasets.values().stream().mapToLong(Written::rows).sum();
    }

    /** Its key. */
    public String key() {
        return key(n);
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
