package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Numbers of batches, as inclusive ranges. Immutable.
 *
 * @param ranges in order, none touching the next
 */
public record BatchSet(@JsonValue List<long[]> ranges) {
    public static final BatchSet NONE = new BatchSet(List.of());

    @JsonCreator
    public BatchSet {
        ranges = List.copyOf(ranges);
    }

    public static BatchSet of(Collection<Long> numbers) {
        return new BatchSet(merged(
                new TreeSet<>(numbers).stream().map(n -> new long[] {n, n}).toList()));
    }

    public boolean holds(long n) {
        var low = 0;
        var high = ranges.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (ranges.get(middle)[1] < n) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < ranges.size() && ranges.get(low)[0] <= n;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** How many numbers there are. */
    public long count() {
        return ranges.stream().mapToLong(range -> range[1] - range[0] + 1).sum();
    }

    /** The numbers, in order. */
    public LongStream numbers() {
        return ranges.stream().flatMapToLong(range -> LongStream.rangeClosed(range[0], range[1]));
    }

    /** The numbers from 1 to {@code last} that are not in it, in order. */
    public LongStream gaps(long last) {
        var gaps = new ArrayList<long[]>();
        long expected = 1;
        for (var range : ranges) {
            gaps.add(new long[] {expected, Math.min(last, range[0] - 1)});
            expected = range[1] + 1;
        }
        gaps.add(new long[] {expected, last});
        return gaps.stream().flatMapToLong(range -> LongStream.rangeClosed(range[0], range[1]));
    }

    public BatchSet plus(BatchSet more) {
        var all = new ArrayList<>(ranges);
        all.addAll(more.ranges);
        all.sort((a, b) -> Long.compare(a[0], b[0]));
        return new BatchSet(merged(all));
    }

    private static List<long[]> merged(List<long[]> sorted) {
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
