package io.millrace.spark;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Values as bytes that compare, one after the other and unsigned, as the values do: texts by their UTF-8, as DuckDB
 * compares them, and what is missing before all else. Not thread-safe.
 *
 * <p>As a text, each byte is the character of that number: its UTF-8 compares alike.
 */
final class SortKey {
    private static final int FIRST = 64;
    /** Bytes that a number of 38 digits takes at most. */
    private static final int DECIMAL = 16;

    /** What counts as a set beside the datasets, which come between. */
    static final int TALLY = 0;

    static final int REJECTED = 0xFFFF;
    /** Stands for the day where rows of one key may be of several. */
    static final int ANY_DAY = 0;

    /** Characters that say the set and the day. */
    private static final int HEAD = 6;

    private byte[] bytes = new byte[FIRST];
    private int count;

    /** The set of the dataset at a place of the plan. */
    static int set(int place) {
        return place + 1;
    }

    /** The place that a set came from. */
    static int place(int set) {
        return set - 1;
    }

    static String ofTally() {
        return new SortKey().begin(TALLY, ANY_DAY).toString();
    }

    static String ofRejected(SortKey reused, int place, long number) {
        return reused.begin(REJECTED, place).add64(number).toString();
    }

    /** The set of a key. */
    static int set(String key) {
        return key.charAt(0) << 8 | key.charAt(1);
    }

    /** A key without its set and day. */
    static String ofDataset(String key) {
        return key.substring(HEAD);
    }

    /** The same key of a day. */
    static String withDay(String key, int day) {
        return new SortKey().begin(set(key), day) + ofDataset(key);
    }

    SortKey begin(int set, int day) {
        return clear().add16(set).add32(day);
    }

    SortKey clear() {
        count = 0;
        return this;
    }

    /** A number from 0 to 65,535. */
    SortKey add16(int number) {
        add(number >>> 8);
        return add(number);
    }

    SortKey add32(int number) {
        add16((number ^ Integer.MIN_VALUE) >>> 16);
        return add16(number & 0xFFFF);
    }

    SortKey add64(long number) {
        add32((int) (number >> 32));
        add16((int) (number >>> 16) & 0xFFFF);
        return add16((int) number & 0xFFFF);
    }

    /** A value of a row, or null. */
    SortKey addValue(Object value) {
        if (value == null) {
            return add(0);
        }
        add(1);
        if (value instanceof String text) {
            return addText(text);
        } else if (value instanceof Integer number) {
            return add32(number);
        } else if (value instanceof Long number) {
            return add64(number);
        } else if (value instanceof Double number) {
            return add64(ordered(number));
        } else if (value instanceof BigDecimal number) {
            return addDecimal(number);
        } else if (value instanceof Boolean bool) {
            return add(bool ? 1 : 0);
        } else if (value instanceof LocalDate date) {
            return add64(date.toEpochDay());
        } else if (value instanceof Instant time) {
            return add64(RowBytes.micros(time));
        }
        throw new IllegalStateException("a row holds a " + value.getClass());
    }

    SortKey addText(String text) {
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            add(b);
            if (b == 0) {
                add(0xFF);
            }
        }
        return add16(0);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, count);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** All of one column have the same scale. */
    private SortKey addDecimal(BigDecimal number) {
        var unscaled = number.unscaledValue().toByteArray();
        var sign = number.signum() < 0 ? 0xFF : 0;
        for (var i = unscaled.length; i < DECIMAL; i++) {
            add(i == unscaled.length ? sign ^ 0x80 : sign);
        }
        for (var i = 0; i < unscaled.length; i++) {
            add(i == 0 && unscaled.length == DECIMAL ? unscaled[i] ^ 0x80 : unscaled[i]);
        }
        return this;
    }

    /** 0.0 and -0.0 are one number. */
    private static long ordered(double number) {
        var bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
    }

    private SortKey add(int b) {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * count);
        }
        bytes[count++] = (byte) b;
        return this;
    }
}
