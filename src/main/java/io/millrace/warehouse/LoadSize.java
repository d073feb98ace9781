package io.millrace.warehouse;

import io.millrace.lake.Manifest;

/**
 * How much one load takes at most, so that its staging stays bounded; one batch is always taken, however large.
 *
 * @param batches committed batches
 * @param rows rows in their files
 * @param bytes of their files
 */
public record LoadSize(int batches, long rows, long bytes) {
    private static final long ROWS = 2_000_000;
    private static final long BYTES = 256L << 20;

    /** So many batches, of two million rows and 256 MiB of Parquet together. */
    public static LoadSize of(int batches) {
        return new LoadSize(batches, ROWS, BYTES);
    }

    /** What is left after one more batch. */
    LoadSize less(Manifest.Written written) {
        var size = written.files().stream().mapToLong(Manifest.DataFile::bytes).sum();
        return new LoadSize(batches - 1, rows - written.rows(), bytes - size);
    }

    boolean fits() {
        return batches >= 0 && rows >= 0 && bytes >= 0;
    }

    /** As many batches, with so many times the rows and bytes. */
    LoadSize times(int n) {
        return new LoadSize(batches, rows * n, bytes * n);
    }

    LoadSize atMost(int most) {
        return new LoadSize(Math.min(batches, most), rows, bytes);
    }
}
