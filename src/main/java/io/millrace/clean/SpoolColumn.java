package io.millrace.clean;

import io.millrace.dataset.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One column of a {@link RowSpool}: its values since the last page, as Parquet has them. Not thread-safe. */
final class SpoolColumn {
    private static final int MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1000;
    /** The most digits of a decimal that a long holds. */
    private static final int LONG_DIGITS = 18;

    // Numbers of the format: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
    private static final int BOOLEAN = 0;
    private static final int INT32 = 1;
    private static final int INT64 = 2;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;
    private static final int OPTIONAL = 1;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int UNCOMPRESSED = 0;

    /**
     * Where a page is in the file.
     *
     * @param bytes of its header and itself
     */
    record Page(long offset, int rows, long bytes) {}

    private final String name;
    private final ColumnType type;
    private final GrowingBytes values = new GrowingBytes();
    private final BitRun flags = new BitRun();
    private final BitRun present = new BitRun();

    SpoolColumn(String name, ColumnType type) {
        this.name = name;
        this.type = type;
    }

    /**
     * Adds the value of the next row.
     *
     * @param value of the Java type that {@link Row} names for the column's type, or null
     */
    void add(Object value) {
        present.add(value != null);
        if (value != null) {
            switch (type.kind()) {
                case STRING, JSON -> addBytes(((String) value).getBytes(StandardCharsets.UTF_8));
                case INT -> values.addInt((Integer) value);
                case BIGINT -> values.addLong((Long) value);
                case DOUBLE -> values.addLong(Double.doubleToRawLongBits((Double) value));
                case DECIMAL -> add((BigDecimal) value);
                case BOOLEAN -> flags.add((Boolean) value);
                case DATE -> values.addInt((int) ((LocalDate) value).toEpochDay());
                case TIMESTAMP -> values.addLong(micros((Instant) value));
            }
        }
    }

    /** Bytes that wait to be written. */
    int bytes() {
        return values.count();
    }

    /**
     * Writes what was added since the page before, as one page, and forgets it.
     *
     * @param offset where the file ends
     */
    Page write(OutputStream out, long offset) throws IOException {
        var rows = present.count();
        var levels = levels();
        var body = type.kind() == ColumnType.Kind.BOOLEAN ? flags.packed() : values;
        var size = Integer.BYTES + levels.count() + body.count();
        var header = new Thrift()
                .begin()
                .int32(1, 0)
                .int32(2, size)
                .int32(3, size)
                .begin(5)
                .int32(1, rows)
                .int32(2, PLAIN)
                .int32(3, RLE)
                .int32(4, RLE)
                .end()
                .end()
                .bytes();
        header.addInt(levels.count());
        header.writeTo(out);
        levels.writeTo(out);
        body.writeTo(out);
        var written = header.count() + levels.count() + body.count();
        values.clear();
        flags.clear();
        present.clear();
        return new Page(offset, rows, written);
    }

    /** Which rows have a value: one run where all of them do. */
    private GrowingBytes levels() {
        var levels = new GrowingBytes();
        if (present.isAllTrue()) {
            levels.addVarint((long) present.count() << 1);
            levels.addByte(1);
        } else {
            var bits = present.packed();
            levels.addVarint((long) bits.count() << 1 | 1);
            levels.addAll(bits);
        }
        return levels;
    }

    /** The column in the file's schema. */
    void describe(Thrift footer) {
        footer.begin().int32(1, physical()).int32(3, OPTIONAL).text(4, name);
        switch (type.kind()) {
            case STRING, JSON -> footer.int32(6, 0).begin(10).begin(1).end().end();
            case DECIMAL ->
                footer.int32(6, 5)
                        .int32(7, type.scale())
                        .int32(8, type.precision())
                        .begin(10)
                        .begin(5)
                        .int32(1, type.scale())
                        .int32(2, type.precision())
                        .end()
                        .end();
            case DATE -> footer.int32(6, 6).begin(10).begin(6).end().end();
            case TIMESTAMP ->
                footer.int32(6, 10)
                        .begin(10)
                        .begin(8)
                        .flag(1, true)
                        .begin(2)
                        .begin(2)
                        .end()
                        .end()
                        .end()
                        .end();
            case INT, BIGINT, DOUBLE, BOOLEAN -> {
                // The physical type says all.
            }
        }
        footer.end();
    }

    /** A page as the only one of its column in a row group. */
    void describe(Thrift footer, Page page) {
        footer.begin()
                .int64(2, page.offset())
                .begin(3)
                .int32(1, physical())
                .int32s(2, List.of(PLAIN, RLE))
                .texts(3, List.of(name))
                .int32(4, UNCOMPRESSED)
                .int64(5, page.rows())
                .int64(6, page.bytes())
                .int64(7, page.bytes())
                .int64(9, page.offset())
                .end()
                .end();
    }

    private int physical() {
        return switch (type.kind()) {
            case STRING, JSON -> BYTE_ARRAY;
            case INT, DATE -> INT32;
            case BIGINT, TIMESTAMP -> INT64;
            case DOUBLE -> DOUBLE;
            case DECIMAL -> type.precision() <= LONG_DIGITS ? INT64 : BYTE_ARRAY;
            case BOOLEAN -> BOOLEAN;
        };
    }

    private void add(BigDecimal value) {
        if (type.precision() <= LONG_DIGITS) {
            values.addLong(value.unscaledValue().longValue());
        } else {
            addBytes(value.unscaledValue().toByteArray());
        }
    }

    private void addBytes(byte[] value) {
        values.addInt(value.length);
        values.addBytes(value);
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / NANOS_A_MICRO;
    }
}
