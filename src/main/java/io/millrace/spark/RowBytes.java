package io.millrace.spark;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A row as bytes, which {@link ParquetRows} writes without making values of them again: its day, then for each column
 * whether there is a value, and the value as Parquet holds it. Not thread-safe.
 */
final class RowBytes {
    static final int DAY_BYTES = 4;

    private static final int FIRST = 512;
    private static final long MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1000;

    private byte[] bytes = new byte[FIRST];
    private int count;

    /** Begins a row of a day since 1970. */
    RowBytes begin(int day) {
        count = 0;
        addInt(day);
        return this;
    }

    void add(Object value) {
        if (value == null) {
            addByte(0);
            return;
        }
        addByte(1);
        if (value instanceof String text) {
            addBytes(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Integer number) {
            addInt(number);
        } else if (value instanceof Long number) {
            addLong(number);
        } else if (value instanceof Double number) {
            addLong(Double.doubleToRawLongBits(number));
        } else if (value instanceof BigDecimal number) {
            addBytes(number.unscaledValue().toByteArray());
        } else if (value instanceof Boolean bool) {
            addByte(bool ? 1 : 0);
        } else if (value instanceof LocalDate date) {
            addInt((int) date.toEpochDay());
        } else if (value instanceof Instant time) {
            addLong(micros(time));
        } else {
            throw new IllegalStateException("a row holds a " + value.getClass());
        }
    }

    byte[] end() {
        return Arrays.copyOf(bytes, count);
    }

    /** Microseconds since 1970, of a time without more digits than that. */
    static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / NANOS_A_MICRO;
    }

    /** The day of a row. */
    static int day(byte[] row) {
        return intAt(row, 0);
    }

    static int intAt(byte[] row, int at) {
        return row[at] << 24 | (row[at + 1] & 0xFF) << 16 | (row[at + 2] & 0xFF) << 8 | row[at + 3] & 0xFF;
    }

    static long longAt(byte[] row, int at) {
        return (long) intAt(row, at) << 32 | intAt(row, at + Integer.BYTES) & 0xFFFFFFFFL;
    }

    private void addBytes(byte[] value) {
        addInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, count, value.length);
        count += value.length;
    }

    private void addLong(long value) {
        addInt((int) (value >> 32));
        addInt((int) value);
    }

    private void addInt(int value) {
        reserve(Integer.BYTES);
        bytes[count++] = (byte) (value >> 24);
        bytes[count++] = (byte) (value >> 16);
        bytes[count++] = (byte) (value >> 8);
        bytes[count++] = (byte) value;
    }

    private void addByte(int value) {
        reserve(1);
        bytes[count++] = (byte) value;
    }

    private void reserve(int more) {
        if (count + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + more));
        }
    }
}
