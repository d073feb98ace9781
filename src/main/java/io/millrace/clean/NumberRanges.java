package io.millrace.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which numbers of which publishers were seen, kept as ranges. Not thread-safe. */
final class NumberRanges {
    private static final class Numbers {
        private long[] seen = new long[64];
        private int count;

        void add(long n) {
            if (count == seen.length) {
                seen = Arrays.copyOf(seen, count * 2);
            }
            seen[count++] = n;
        }
    }

    private final Map<String, Numbers> publishers = new TreeMap<>();

    void add(String publisher, Long n) {
        if (publisher != null && n != null) {
            publishers.computeIfAbsent(publisher, key -> new Numbers()).add(n);
        }
    }

    /** Publisher to inclusive ranges, in order, none touching the next. */
    Map<String, List<long[]>> ranges() {
        var all = new TreeMap<String, List<long[]>>();
        publishers.forEach((publisher, numbers) -> all.put(publisher, ranges(numbers)));
        return all;
    }

    private static List<long[]> ranges(Numbers numbers) {
        var sorted = Arrays.copyOf(numbers.seen, numbers.count);
        Arrays.sort(sorted);
        var ranges = new ArrayList<long[]>();
        for (var n : sorted) {
            var last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && n <= last[1] + 1) {
                last[1] = n;
            } else {
                ranges.add(new long[] {n, n});
            }
        }
        return ranges;
    }
}
