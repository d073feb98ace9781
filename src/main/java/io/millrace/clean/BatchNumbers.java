package io.millrace.clean;

import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;

/** Numbers of batches as text. */
public final class BatchNumbers {
    private BatchNumbers() {}

    /** {@code batch 3} or {@code batches 3, 5-9}. */
    public static String words(Collection<Long> numbers) {
        var parts = new ArrayList<String>();
        Long first = null;
        Long last = null;
        for (var n : new TreeSet<>(numbers)) {
            if (last == null || n != last + 1) {
                add(parts, first, last);
                first = n;
            }
            last = n;
        }
        add(parts, first, last);
        return (numbers.size() == 1 ? "batch " : "batches ") + String.join(", ", parts);
    }

    private static void add(ArrayList<String> parts, Long first, Long last) {
        if (first != null) {
            parts.add(first.equals(last) ? first.toString() : first + "-" + last);
        }
    }
}
