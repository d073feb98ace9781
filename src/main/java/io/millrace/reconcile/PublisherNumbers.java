package io.millrace.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Which event numbers of each publisher were landed, and which are missing between them. Not thread-safe. */
final class PublisherNumbers {
    /** Shards are landed side by side: a number may come that much later than its successors. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final class Seen {
        /** First number of a range to its last; ranges neither overlap nor touch. */
        private final TreeMap<Long, Long> ranges = new TreeMap<>();
        /** First number of a gap to when it was noticed. */
        private final TreeMap<Long, Instant> gaps = new TreeMap<>();

        void add(long first, long last) {
            var start = first;
            var end = last;
            var before = ranges.floorEntry(start);
            if (before != null && before.getValue() >= start - 1) {
                start = before.getKey();
                end = Math.max(end, before.getValue());
            }
            for (var next = ranges.ceilingEntry(start);
                    next != null && next.getKey() <= end + 1;
                    next = ranges.ceilingEntry(start)) {
                end = Math.max(end, next.getValue());
                ranges.remove(next.getKey());
            }
            ranges.put(start, end);
        }

        List<long[]> gapsNow() {
            var found = new ArrayList<long[]>();
            long expected = 1;
            for (var range : ranges.entrySet()) {
                if (range.getKey() > expected) {
                    found.add(new long[] {expected, range.getKey() - 1});
                }
                expected = range.getValue() + 1;
            }
            return found;
        }
    }

    private final Map<String, Seen> publishers = new TreeMap<>();

    /** Takes in a batch's numbers. */
    void add(Map<String, List<long[]>> ranges, Instant noticed) {
        ranges.forEach((publisher, numbers) -> {
            var seen = publishers.computeIfAbsent(publisher, key -> new Seen());
            numbers.forEach(range -> seen.add(range[0], range[1]));
            seen.gaps
                    .keySet()
                    .retainAll(seen.gapsNow().stream().map(gap -> gap[0]).toList());
            seen.gapsNow().forEach(gap -> seen.gaps.putIfAbsent(gap[0], noticed));
        });
    }

    /**
     * Each publisher's numbers.
     *
     * @param settled whether nothing is on its way any more, so that every gap counts
     * @param keptAsFailed whether a publisher's number is known not to have reached the stream
     */
    List<Status.PublisherStatus> report(Instant now, boolean settled, BiPredicate<String, Long> keptAsFailed) {
        var report = new ArrayList<Status.PublisherStatus>();
        publishers.forEach((publisher, seen) -> {
            var missing = seen.gapsNow().stream()
                    .filter(gap ->
                            settled || seen.gaps.get(gap[0]).plus(PATIENCE).isBefore(now))
                    .filter(gap -> !allFailed(publisher, gap, keptAsFailed))
                    .toList();
            var landed = seen.ranges.entrySet().stream()
                    .mapToLong(range -> range.getValue() - range.getKey() + 1)
                    .sum();
            report.add(new Status.PublisherStatus(
                    publisher, seen.ranges.firstKey(), seen.ranges.lastEntry().getValue(), landed, missing));
        });
        return report;
    }

    private static boolean allFailed(String publisher, long[] gap, BiPredicate<String, Long> keptAsFailed) {
        for (var n = gap[0]; n <= gap[1]; n++) {
            if (!keptAsFailed.test(publisher, n)) {
                return false;
            }
        }
        return true;
    }
}
