package io.millrace.spark;

import io.millrace.dataset.Dataset;
import io.millrace.lake.AttemptKeys;
import io.millrace.lake.Manifest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * The one file that a task is writing: a new one begins with each dataset and day, and with the rejected lines. Not
 * thread-safe.
 */
final class OpenFile {
    private static final int BUFFER = 1 << 16;

    private final LakeFiles lake;
    private final AttemptKeys keys;
    private final String name;
    private final Tally tally;

    private Dataset dataset;
    private int day;
    private String key;
    private long rows;
    private ParquetWriter<byte[]> parquet;
    private OutputStream lines;

    /**
     * @param name of its files, without suffix; no other task of the attempt has the same
     * @param tally is told of each file that is whole
     */
    OpenFile(LakeFiles lake, AttemptKeys keys, String name, Tally tally) {
        this.lake = lake;
        this.keys = keys;
        this.name = name;
        this.tally = tally;
    }

    /** @param row as {@link RowBytes} gave it */
    void add(Dataset of, int ofDay, byte[] row) throws IOException {
        if (parquet == null || dataset != of || day != ofDay) {
            close();
            dataset = of;
            day = ofDay;
            key = keys.day(of.name(), dt()) + name + ".parquet";
            parquet = ParquetRows.writer(lake, key, of, keys.n());
        }
        parquet.write(row);
        rows++;
    }

    void addRejected(byte[] line) throws IOException {
        if (lines == null) {
            close();
            key = keys.rejected() + name + ".jsonl.gz";
            lines = new GZIPOutputStream(lake.create(key), BUFFER);
        }
        lines.write(line);
        lines.write('\n');
    }

    void close() throws IOException {
        if (parquet != null) {
            parquet.close();
            parquet = null;
            tally.add(dataset.name(), new Manifest.DataFile(key, dt(), rows, lake.bytes(key)));
            rows = 0;
        }
        if (lines != null) {
            lines.close();
            lines = null;
            tally.addRejected(key);
        }
    }

    private String dt() {
        return LocalDate.ofEpochDay(day).toString();
    }
}
