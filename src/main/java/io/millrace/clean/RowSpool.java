package io.millrace.clean;

import io.millrace.dataset.ColumnType;
import io.millrace.dataset.Dataset;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The accepted rows of one dataset as they come, in a Parquet file of this machine that DuckDB reads: plain values,
 * uncompressed. A table would have to take them in by copying each three times, and would stay in memory. Not thread-safe.
 */
final class RowSpool implements AutoCloseable {
    /** Columns that it has behind the dataset's: where a row comes from, and what it is filed under. */
    static final String SHARD = "shard";

    static final String SEQ = "seq";
    static final String DAY = "_day";
    static final String OBSERVED = "_observed";

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_ROWS = 1 << 15;
    private static final int MOST_BYTES = 1 << 24;
    private static final int BUFFER = 1 << 16;

    private record RowGroup(int rows, List<SpoolColumn.Page> pages) {
        long bytes() {
            return pages.stream().mapToLong(SpoolColumn.Page::bytes).sum();
        }
    }

    private final OutputStream out;
    private final SpoolColumn[] columns;
    private final List<RowGroup> groups = new ArrayList<>();
    private long offset;
    private long rows;
    private int waiting;

    RowSpool(Path file, Dataset dataset) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        var list = new ArrayList<SpoolColumn>();
        dataset.columns().forEach(column -> list.add(new SpoolColumn(column.name(), column.type())));
        list.add(new SpoolColumn(SHARD, new ColumnType(ColumnType.Kind.STRING, 0, 0)));
        list.add(new SpoolColumn(SEQ, new ColumnType(ColumnType.Kind.STRING, 0, 0)));
        list.add(new SpoolColumn(DAY, new ColumnType(ColumnType.Kind.DATE, 0, 0)));
        list.add(new SpoolColumn(OBSERVED, new ColumnType(ColumnType.Kind.TIMESTAMP, 0, 0)));
        columns = list.toArray(SpoolColumn[]::new);
        out.write(MAGIC);
        offset = MAGIC.length;
    }

    void add(Row row) throws IOException {
        var values = row.values();
        var at = values.size();
        for (var i = 0; i < at; i++) {
            columns[i].add(values.get(i));
        }
        columns[at++].add(row.shard());
        columns[at++].add(row.seq());
        columns[at++].add(LocalDate.ofInstant(row.observedAt(), ZoneOffset.UTC));
        columns[at].add(row.observedAt());
        rows++;
        if (++waiting == MOST_ROWS || isMuch()) {
            writeGroup();
        }
    }

    /** Ends the file, which can be read from then on. */
    void finish() throws IOException {
        if (waiting > 0) {
            writeGroup();
        }
        var footer = footer().bytes();
        footer.writeTo(out);
        var end = new GrowingBytes();
        end.addInt(footer.count());
        end.addBytes(MAGIC);
        end.writeTo(out);
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private boolean isMuch() {
        long bytes = 0;
        for (var column : columns) {
            bytes += column.bytes();
        }
        return bytes >= MOST_BYTES;
    }

    private void writeGroup() throws IOException {
        var pages = new ArrayList<SpoolColumn.Page>();
        for (var column : columns) {
            var page = column.write(out, offset);
            pages.add(page);
            offset += page.bytes();
        }
        groups.add(new RowGroup(waiting, pages));
        waiting = 0;
    }

    private Thrift footer() {
        var footer = new Thrift().begin().int32(1, 1).structs(2, columns.length + 1);
        footer.begin().text(4, "rows").int32(5, columns.length).end();
        for (var column : columns) {
            column.describe(footer);
        }
        footer.int64(3, rows).structs(4, groups.size());
        for (var group : groups) {
            footer.begin().structs(1, columns.length);
            for (var i = 0; i < columns.length; i++) {
                columns[i].describe(footer, group.pages().get(i));
            }
            footer.int64(2, group.bytes()).int64(3, group.rows()).end();
        }
        return footer.end();
    }
}
