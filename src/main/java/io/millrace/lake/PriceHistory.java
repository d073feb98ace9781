package io.millrace.lake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The price levels of one source in one currency, over its last batches.
 *
 * @param seen when the newest of these was committed
 * @param medians of at most {@link #MOST} batches, the newest last
 */
public record PriceHistory(String dataset, String source, String currency, Instant seen, List<BigDecimal> medians) {
    /** As many batches are remembered. */
    public static final int MOST = 10;

    /** A batch tells the level of a source by that many prices at least; fewer are a matter of luck. */
    public static final int LEAST_ROWS = 20;

    /** A source that was not seen for so long is forgotten: each manifest carries all that are not. */
    private static final Duration MEMORY = Duration.ofDays(60);

    /** What is remembered after a batch. One that was held tells nothing, and neither does one that reads again. */
    static List<PriceHistory> after(List<PriceHistory> before, Manifest batch) {
        var all = new TreeMap<String, PriceHistory>();
        before.stream()
                .filter(one -> one.seen.plus(MEMORY).isAfter(batch.committed()))
                .forEach(one -> all.put(one.id(), one));
        if (batch.kind().readsFirst()) {
            batch.datasets()
                    .forEach((dataset, part) -> part.levels().stream()
                            .filter(level -> level.rows() >= LEAST_ROWS)
                            .map(level -> new PriceHistory(
                                    dataset,
                                    level.source(),
                                    level.currency(),
                                    batch.committed(),
                                    List.of(level.median())))
                            .forEach(one -> all.merge(one.id(), one, PriceHistory::followedBy)));
        }
        return List.copyOf(all.values());
    }

    /** Whether it is that of a group of rows. */
    public boolean isOf(String name, PriceLevel level) {
        return id().equals(new PriceHistory(name, level.source(), level.currency(), null, List.of()).id());
    }

    private PriceHistory followedBy(PriceHistory next) {
        var more = new ArrayList<>(medians);
        more.addAll(next.medians);
        return new PriceHistory(
                dataset, source, currency, next.seen, more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    private String id() {
        return dataset + '\n' + source + '\n' + (currency == null ? "" : currency);
    }
}
