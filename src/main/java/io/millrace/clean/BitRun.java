package io.millrace.clean;

/** Booleans as Parquet packs them: eight a byte, the first in the lowest bit. Not thread-safe. */
final class BitRun {
    private final GrowingBytes bytes = new GrowingBytes();
    private int open;
    private int count;
    private int set;

    void add(boolean bit) {
        if (bit) {
            open |= 1 << (count & 7);
            set++;
        }
        if ((++count & 7) == 0) {
            bytes.addByte(open);
            open = 0;
        }
    }

    int count() {
        return count;
    }

    /** Whether none is false. */
    boolean isAllTrue() {
        return set == count;
    }

    /** All of them, with zeros behind the last; nothing can be added until {@link #clear}. */
    GrowingBytes packed() {
        if ((count & 7) != 0) {
            bytes.addByte(open);
        }
        return bytes;
    }

    void clear() {
        bytes.clear();
        open = 0;
        count = 0;
        set = 0;
    }
}
