package io.millrace.lake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which numbers of one publisher's events were cleaned or rejected, each counted once however often it came.
 *
 * @param ranges inclusive, in order, none touching the next
 * @param gaps first missing number of each gap to when it was noticed
 * @param seen when the last of them was committed
 */
public record Numbered(List<long[]> ranges, Map<Long, Instant> gaps, Instant seen) {
    public static final Numbered NONE = new Numbered(List.of(), Map.of(), Instant.EPOCH);

    /** These and some more. */
    public Numbered plus(List<long[]> more, Instant at) {
        var sorted = new ArrayList<>(ranges);
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
        var noticed = new TreeMap<Long, Instant>();
        missing(merged).forEach(gap -> noticed.put(gap[0], gaps.getOrDefault(gap[0], at)));
        return new Numbered(merged, noticed, at.isAfter(seen) ? at : seen);
    }

    /** Inclusive ranges of the numbers from 1 to the last that did not come. */
    public List<long[]> missing() {
        return missing(ranges);
    }

    /** How many numbers came. */
    public long count() {
        return ranges.stream().mapToLong(range -> range[1] - range[0] + 1).sum();
    }

    /** The greatest number that came, 0 if none did. */
    public long last() {
        return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1)[1];
    }

    private static List<long[]> missing(List<long[]> ranges) {
        var found = new ArrayList<long[]>();
        long expected = 1;
        for (var range : ranges) {
            if (range[0] > expected) {
                found.add(new long[] {expected, range[0] - 1});
            }
            expected = range[1] + 1;
        }
        return found;
    }
}
