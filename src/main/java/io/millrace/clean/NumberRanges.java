package io.millrace.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which numbers of which publishers were seen, kept as ranges. Not thread-safe. */
public final class NumberRanges {
    private final Map<String, RangeList> publishers = new TreeMap<>();

    /** Notes a number; nothing where who sent it, or its number, could not be read. */
    public void add(String publisher, Long n) {
        if (publisher != null && n != null) {
            of(publisher).add(n, n);
        }
    }

    /** Notes the numbers of an inclusive range. */
    public void addRange(String publisher, long[] range) {
        of(publisher).add(range[0], range[1]);
    }

    /** Publisher to inclusive ranges, in order, none touching the next. */
    public Map<String, List<long[]>> ranges() {
        var all = new TreeMap<String, List<long[]>>();
        publishers.forEach((publisher, list) -> all.put(publisher, list.merged()));
        return all;
    }

    private RangeList of(String publisher) {
        return publishers.computeIfAbsent(publisher, name -> new RangeList());
    }

    /** Ranges as they come; most numbers follow the one before. */
    private static final class RangeList {
        private static final int MOST_LOOSE = 1024;

        private List<long[]> ranges = new ArrayList<>();
        private int mostLoose = MOST_LOOSE;

        void add(long first, long last) {
            var latest = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (latest != null && first == latest[1] + 1) {
                latest[1] = last;
                return;
            }
            ranges.add(new long[] {first, last});
            if (ranges.size() > mostLoose) {
                ranges = merged();
                mostLoose = Math.max(MOST_LOOSE, 2 * ranges.size());
            }
        }

        List<long[]> merged() {
            var sorted = new ArrayList<>(ranges);
            sorted.sort((a, b) -> Long.compare(a[0], b[0]));
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
    }
}
