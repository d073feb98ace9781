package io.millrace.lake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
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
        return new BatchSet(Ranges.union(
                List.of(), numbers.stream().map(n -> new long[] {n, n}).toList()));
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
        return Ranges.count(ranges);
    }

    /** The numbers, in order. */
    public LongStream numbers() {
        return numbers(ranges);
    }

    /** The numbers from 1 to {@code last} that are not in it, in order. */
    public LongStream gaps(long last) {
        return numbers(Ranges.gaps(ranges, last));
    }

    public BatchSet plus(BatchSet more) {
        return new BatchSet(Ranges.union(ranges, more.ranges));
    }

    private static LongStream numbers(List<long[]> ranges) {
        return ranges.stream().flatMapToLong(range -> LongStream.rangeClosed(range[0], range[1]));
    }
}
