package io.millrace.clean;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes one behind the other, in as much memory as they need; kept for the next use. Not thread-safe. */
final class GrowingBytes {
    private static final int FIRST = 256;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[FIRST];
    private int count;

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    void addByte(int value) {
        reserve(1);
        bytes[count++] = (byte) value;
    }

    /** Four bytes, the lowest first. */
    void addInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, count, value);
        count += Integer.BYTES;
    }

    /** Eight bytes, the lowest first. */
    void addLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, count, value);
        count += Long.BYTES;
    }

    void addBytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, count, value.length);
        count += value.length;
    }

    void addAll(GrowingBytes other) {
        reserve(other.count);
        System.arraycopy(other.bytes, 0, bytes, count, other.count);
        count += other.count;
    }

    /** Seven bits a byte, the lowest first, as Thrift and Parquet write numbers. */
    void addVarint(long value) {
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            addByte((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        addByte((int) rest);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, count);
    }

    private void reserve(int more) {
        if (count + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + more));
        }
    }
}
