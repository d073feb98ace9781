package io.millrace.lake;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Rising numbers, kept as ranges: a compaction is about thousands of batches, and is asked about them all the time. */
final class NumberList extends AbstractList<Long> implements RandomAccess {
    /** First number of each range, its last, and how many numbers lie before it. */
    private final long[] firsts;

    private final long[] lasts;
    private final int[] before;
    private final int size;

    private NumberList(List<Long> numbers) {
        var first = new long[numbers.size()];
        var last = new long[numbers.size()];
        var ranges = 0;
        for (var n : numbers) {
            if (ranges > 0 && n == last[ranges - 1] + 1) {
                last[ranges - 1] = n;
            } else {
                first[ranges] = n;
                last[ranges++] = n;
            }
        }
        firsts = Arrays.copyOf(first, ranges);
        lasts = Arrays.copyOf(last, ranges);
        before = new int[ranges];
        for (var i = 1; i < ranges; i++) {
            before[i] = before[i - 1] + (int) (lasts[i - 1] - firsts[i - 1] + 1);
        }
        size = numbers.size();
    }

    /** The same numbers, in their order; as they are where they do not rise. */
    static List<Long> of(List<Long> numbers) {
        for (var i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                return List.copyOf(numbers);
            }
        }
        return numbers instanceof NumberList ? numbers : new NumberList(numbers);
    }

    @Override
    public Long get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        var found = Arrays.binarySearch(before, index);
        var range = found >= 0 ? found : -found - 2;
        return firsts[range] + index - before[range];
    }

    @Override
    public boolean contains(Object number) {
        if (!(number instanceof Long n)) {
            return false;
        }
        var found = Arrays.binarySearch(firsts, n);
        var range = found >= 0 ? found : -found - 2;
        return range >= 0 && n <= lasts[range];
    }

    @Override
    public int size() {
        return size;
    }
}
