package io.millrace.clean;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Structures in Thrift's compact protocol, which Parquet's headers and footer are written in. Fields have to come in the
 * order of their numbers. Not thread-safe.
 */
final class Thrift {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final GrowingBytes bytes = new GrowingBytes();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int before;

    GrowingBytes bytes() {
        return bytes;
    }

    Thrift flag(int field, boolean value) {
        return field(field, value ? TRUE : FALSE);
    }

    Thrift int32(int field, int value) {
        field(field, I32);
        zigzag(value);
        return this;
    }

    Thrift int64(int field, long value) {
        field(field, I64);
        zigzag(value);
        return this;
    }

    Thrift text(int field, String value) {
        field(field, BINARY);
        binary(value);
        return this;
    }

    Thrift int32s(int field, List<Integer> values) {
        list(field, I32, values.size());
        values.forEach(this::zigzag);
        return this;
    }

    Thrift texts(int field, List<String> values) {
        list(field, BINARY, values.size());
        values.forEach(this::binary);
        return this;
    }

    /** A list of structures, each to be written between {@link #begin()} and {@link #end}. */
    Thrift structs(int field, int size) {
        list(field, STRUCT, size);
        return this;
    }

    /** Begins a structure that is a field; {@link #end} ends it. */
    Thrift begin(int field) {
        field(field, STRUCT);
        return begin();
    }

    /** Begins a structure of a list, or the outermost. */
    Thrift begin() {
        outer.push(before);
        before = 0;
        return this;
    }

    Thrift end() {
        bytes.addByte(0);
        before = outer.pop();
        return this;
    }

    private Thrift field(int field, int type) {
        bytes.addByte(field - before << 4 | type);
        before = field;
        return this;
    }

    private void list(int field, int type, int size) {
        field(field, LIST);
        if (size < LONG_LIST) {
            bytes.addByte(size << 4 | type);
        } else {
            bytes.addByte(LONG_LIST << 4 | type);
            bytes.addVarint(size);
        }
    }

    private void binary(String value) {
        var text = value.getBytes(StandardCharsets.UTF_8);
        bytes.addVarint(text.length);
        bytes.addBytes(text);
    }

    private void zigzag(long value) {
        bytes.addVarint(value << 1 ^ value >> 63);
    }
}
