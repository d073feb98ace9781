package io.millrace.spark;

import io.millrace.lake.Plan;
import io.millrace.lake.RawObject;
import java.io.IOException;

/**
 * Into how many parts a batch is cut, by its compressed size.
 *
 * @param tasks that read it
 * @param buckets files that the rows of a day fill at most
 * @param partitions that sort and write
 */
record Size(int tasks, int buckets, int partitions) {
    /** As Parquet, lines take somewhat more: a file of 128 MB or a little above. */
    private static final long A_BUCKET = 112L << 20;
    /** Below that, starting a task costs more than its work. */
    private static final long A_TASK = 8L << 20;

    private static final int TASKS_A_CORE = 4;
    private static final int PARTITIONS_A_BUCKET = 4;
    private static final int MOST = 10_000;

    static Size of(Plan plan, LakeFiles lake, int cores) throws IOException {
        var bytes = plan.objects().stream().mapToLong(RawObject::bytes).sum();
        for (var file : plan.files()) {
            bytes += lake.bytes(file);
        }
        var inputs = plan.objects().size() + plan.files().size();
        var buckets = 1 + Math.min(MOST, bytes / A_BUCKET);
        return new Size(
                (int) Math.min(inputs, Math.max((long) TASKS_A_CORE * cores, bytes / A_TASK)), (int) buckets, (int)
                        Math.min(MOST, PARTITIONS_A_BUCKET * buckets));
    }
}
