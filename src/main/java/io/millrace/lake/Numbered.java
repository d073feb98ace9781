package io.millrace.lake;

import java.time.Instant;
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
        var merged = Ranges.union(ranges, more);
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
        return Ranges.count(ranges);
    }

    /** The greatest number that came, 0 if none did. */
    public long last() {
        return last(ranges);
    }

    private static List<long[]> missing(List<long[]> ranges) {
        return Ranges.gaps(ranges, last(ranges));
    }

    private static long last(List<long[]> ranges) {
        return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1)[1];
    }
}
