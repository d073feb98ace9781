package io.millrace.reconcile;

import io.millrace.lake.Numbered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Which event numbers of each publisher are missing. Not thread-safe: it remembers since when numbers are due. */
final class PublisherNumbers {
    /** Shards are landed side by side: a number may come that much later than its successors. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** A publisher that is older, and unknown, may have been forgotten instead of lost. */
    private static final Duration REMEMBERED = Duration.ofDays(14);

    /** A number that is in the stream by what its publisher says, and since when. */
    private record Due(long n, Instant since) {}

    private final Map<String, Due> dues = new HashMap<>();

    /**
     * Each publisher's numbers.
     *
     * @param instances say how far their publishers' numbers are in the stream; read before the stream was
     * @param settled whether nothing is on its way any more, so that every gap counts
     * @param keptAsFailed whether a publisher's number is known not to have reached the stream
     */
    List<Status.PublisherStatus> report(
            Map<String, Numbered> publishers,
            List<Status.Instance> instances,
            Instant now,
            boolean settled,
            BiPredicate<String, Long> keptAsFailed) {
        var all = new TreeMap<>(publishers);
        var through = new HashMap<String, Long>();
        for (var instance : instances) {
            if (instance.publisher() != null && instance.published() > 0 && isRemembered(instance, publishers, now)) {
                var numbers = all.computeIfAbsent(instance.publisher(), none -> Numbered.NONE);
                through.merge(instance.publisher(), due(instance, numbers.last(), now, settled), Math::max);
            }
        }
        dues.keySet().retainAll(through.keySet());
        var report = new ArrayList<Status.PublisherStatus>();
        all.forEach((publisher, numbers) -> {
            var missing = new ArrayList<long[]>();
            for (var gap : numbers.missing()) {
                if (settled || numbers.gaps().get(gap[0]).plus(PATIENCE).isBefore(now)) {
                    missing.add(gap);
                }
            }
            var last = through.getOrDefault(publisher, 0L);
            if (last > numbers.last()) {
                missing.add(new long[] {numbers.last() + 1, last});
            }
            missing.removeIf(gap -> allFailed(publisher, gap, keptAsFailed));
            var first = numbers.ranges().isEmpty() ? 0 : numbers.ranges().get(0)[0];
            report.add(new Status.PublisherStatus(publisher, first, numbers.last(), numbers.count(), missing));
        });
        return report;
    }

    /** The number through which all of an instance's events have to be here by now. */
    private long due(Status.Instance instance, long landed, Instant now, boolean settled) {
        var said = new Due(instance.published(), instance.at());
        var due = dues.merge(instance.publisher(), said, (old, fresh) -> old.n() <= landed ? fresh : old);
        if (settled) {
            return instance.published();
        }
        return due.since().plus(PATIENCE).isBefore(now) ? due.n() : 0;
    }

    private static boolean isRemembered(Status.Instance instance, Map<String, Numbered> publishers, Instant now) {
        return publishers.containsKey(instance.publisher())
                || (instance.started() != null
                        && instance.started().plus(REMEMBERED).isAfter(now));
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
