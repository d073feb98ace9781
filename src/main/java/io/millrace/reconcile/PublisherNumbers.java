package io.millrace.reconcile;

import io.millrace.lake.Numbered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Which event numbers of each publisher are missing. */
final class PublisherNumbers {
    /** Shards are landed side by side: a number may come that much later than its successors. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private PublisherNumbers() {}

    /**
     * Each publisher's numbers.
     *
     * @param settled whether nothing is on its way any more, so that every gap counts
     * @param keptAsFailed whether a publisher's number is known not to have reached the stream
     */
    static List<Status.PublisherStatus> report(
            Map<String, Numbered> publishers, Instant now, boolean settled, BiPredicate<String, Long> keptAsFailed) {
        var report = new ArrayList<Status.PublisherStatus>();
        publishers.forEach((publisher, numbers) -> {
            var missing = numbers.missing().stream()
                    .filter(gap ->
                            settled || numbers.gaps().get(gap[0]).plus(PATIENCE).isBefore(now))
                    .filter(gap -> !allFailed(publisher, gap, keptAsFailed))
                    .toList();
            report.add(new Status.PublisherStatus(
                    publisher, numbers.ranges().get(0)[0], numbers.last(), numbers.count(), missing));
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
