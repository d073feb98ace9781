package io.millrace.lake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Inclusive ranges of numbers, in order, none touching the next. */
final class Ranges {
    private Ranges() {}

    /** All numbers that are in one or the other. */
    static List<long[]> union(List<long[]> some, List<long[]> more) {
        var sorted = new ArrayList<>(some);
        sorted.addAll(more);
        sorted.sort(Comparator.comparingLong(range -> range[0]));
        var merged = new ArrayList<long[]>();
        for (var range : sorted) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range[0] <= last[1] + 1) {
                last[1] = Math.max(last[1], range[1]);
            } else {
                merged.add(range.clone());
            }
        }
        return merged;
    }

    /** The numbers from 1 to {@code last} that are in none. */
    static List<long[]> gaps(List<long[]> ranges, long last) {
        var gaps = new ArrayList<long[]>();
        long expected = 1;
        for (var range : ranges) {
            if (range[0] > expected) {
                gaps.add(new long[] {expected, Math.min(last, range[0] - 1)});
            }
            expected = range[1] + 1;
        }
        if (expected <= last) {
            gaps.add(new long[] {expected, last});
        }
        return gaps;
    }

    /** How many numbers there are. */
    static long count(List<long[]> ranges) {
        return ranges.stream().mapToLong(range -> range[1] - range[0] + 1).sum();
    }
}
