package io.millrace.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Numbers of batches, kept as ranges: {@code 1-57,60}. Batches are loaded in any order, so one that comes late has a lower
 * number than those that were judged.
 */
record BatchRanges(List<long[]> ranges) {
    static final BatchRanges NONE = new BatchRanges(List.of());

    static BatchRanges parse(String text) {
        var ranges = new ArrayList<long[]>();
        for (var part : text.split(",")) {
            if (!part.isEmpty()) {
                var ends = part.split("-");
                ranges.add(new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1])});
            }
        }
        return new BatchRanges(ranges);
    }

    static BatchRanges of(List<Long> numbers) {
        var ranges = new ArrayList<long[]>();
        for (var number : new TreeSet<>(numbers)) {
            var last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last[1] + 1 == number) {
                last[1] = number;
            } else {
                ranges.add(new long[] {number, number});
            }
        }
        return new BatchRanges(ranges);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean has(long number) {
        return ranges.stream().anyMatch(range -> range[0] <= number && number <= range[1]);
    }

    /** The lowest of them; 0 if there is none. */
    long first() {
        return ranges.isEmpty() ? 0 : ranges.get(0)[0];
    }

    /** Everything between the lowest and this number is among them; 0 if there is none. */
    long through() {
        return ranges.isEmpty() ? 0 : ranges.get(0)[1];
    }

    BatchRanges and(BatchRanges more) {
        var all = new ArrayList<long[]>(ranges);
        all.addAll(more.ranges);
        all.sort((a, b) -> Long.compare(a[0], b[0]));
        var merged = new ArrayList<long[]>();
        for (var range : all) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range[0] <= last[1] + 1) {
                last[1] = Math.max(last[1], range[1]);
            } else {
                merged.add(range.clone());
            }
        }
        return new BatchRanges(merged);
    }

    /** The condition that a column's number is among them. */
    String condition(String column) {
        return ranges.stream()
                .map(range -> column + " BETWEEN " + range[0] + " AND " + range[1])
                .collect(Collectors.joining(" OR "));
    }

    @Override
    public String toString() {
        return ranges.stream()
                .map(range -> range[0] == range[1] ? Long.toString(range[0]) : range[0] + "-" + range[1])
                .collect(Collectors.joining(","));
    }
}
