package io.millrace.local.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where frames begin in a segment file: one about every 32 KiB, and the newest. Not thread-safe. */
final class SparseIndex {
    private static final long STRIDE = 32 << 10;

    /** Where a frame begins, in bytes from the start of the file. */
    record Mark(long counter, long arrival, long offset) {}

    private final List<Mark> marks = new ArrayList<>();
    private Mark newest;

    /** Takes note of a frame; they come in their order. */
    void add(Frame frame, long offset) {
        newest = new Mark(frame.counter(), frame.arrival(), offset);
        if (marks.isEmpty() || offset - marks.get(marks.size() - 1).offset >= STRIDE) {
            marks.add(newest);
        }
    }

    /** The newest frame, or null when there is none. */
    Mark newest() {
        return newest;
    }

    /** Where to begin to find the first frame of this counter or a higher one, or {@code otherwise} for the beginning. */
    long beforeCounter(long counter, long otherwise) {
        return offsetOfLast(mark -> mark.counter <= counter, otherwise);
    }

    /** Where to begin to find the first frame that arrived then or later, or {@code otherwise} for the beginning. */
    long beforeArrival(long arrival, long otherwise) {
        return offsetOfLast(mark -> mark.arrival < arrival, otherwise);
    }

    private long offsetOfLast(Predicate<Mark> fits, long otherwise) {
        // Marks ascend in both counter and arrival, so those that fit are the first ones.
        int low = 0;
        int high = marks.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (fits.test(marks.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? otherwise : marks.get(low - 1).offset;
    }
}
