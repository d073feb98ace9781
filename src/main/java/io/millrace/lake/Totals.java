package io.millrace.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The sums over all committed batches through one, so that nobody has to read them all.
 *
 * @param read lines read for the first time
 * @param again lines or rows read again, by replays and the like
 * @param written rows, over all batches
 * @param held records of the batches that are held
 * @param dropped records that were given up
 * @param reasons reason to number of lines that are rejected, by the batches that count
 * @param rows dataset to rows written
 * @param heldBatches numbers of the batches that are held, in order
 * @param replacing numbers of the batches that took the place of others, in order
 * @param about numbers of all batches that are about others, in order
 * @param publishers publisher to its numbers, of those heard of within two weeks
 * @param retired the others, summed up
 * @param compacted number of the newest new batch that a compaction took up
 * @param prices levels of the prices of sources that were seen lately
 */
public record Totals(
        long read,
        long again,
        long written,
        long duplicates,
        long rejected,
        long held,
        long dropped,
        Map<String, Long> reasons,
        Map<String, Long> rows,
        List<Long> heldBatches,
        List<Long> replacing,
        List<Long> about,
        Map<String, Numbered> publishers,
        Retired retired,
        long compacted,
        List<PriceHistory> prices) {
    /** A publisher is one life of one process; after that long nothing of it is still on its way. */
    private static final Duration MEMORY = Duration.ofDays(14);

    /** Publishers that nothing is heard of any more: how many, their events, and how many numbers never came. */
    public record Retired(long publishers, long events, long missing) {}

    public static final Totals NONE = new Totals(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            new Retired(0, 0, 0),
            0,
            List.of());

    public Totals {
        prices = prices == null ? List.of() : List.copyOf(prices);
    }

    /**
     * The totals after one more batch.
     *
     * @param manifests finds the batches that it is about
     */
    public Totals plus(Manifest batch, LongFunction<Manifest> manifests) {
        var first = batch.kind().readsFirst();
        var settled = heldBatches.stream()
                .filter(batch.replaces()::contains)
                .mapToLong(n -> waiting(manifests.apply(n)))
                .sum();
        var heldNow = new ArrayList<>(heldBatches);
        heldNow.removeAll(batch.replaces());
        if (batch.held() != null) {
            heldNow.add(batch.n());
        }
        var gone = compactions(batch, manifests);
        var replacers = new ArrayList<>(replacing);
        var aboutOthers = new ArrayList<>(about);
        gone.forEach(one -> {
            replacers.remove(one.n());
            aboutOthers.remove(one.n());
        });
        if (batch.kind().replacesRows() && batch.held() == null) {
            replacers.add(batch.n());
        }
        if (!batch.replaces().isEmpty()) {
            aboutOthers.add(batch.n());
        }
        var written = new TreeMap<>(rows);
        batch.datasets().forEach((name, part) -> written.merge(name, part.rows(), Long::sum));
        var remembered = remembered(batch);
        return new Totals(
                read + (first ? batch.read() : 0),
                again + (first ? 0 : batch.read()),
                this.written + batch.written(),
                duplicates + batch.duplicates(),
                rejected + batch.rejected(),
                held - settled + waiting(batch),
                dropped + (batch.kind() == BatchKind.DROP ? settled : 0),
                reasons(batch, manifests),
                written,
                heldNow,
                replacers,
                aboutOthers,
                remembered,
                retired(batch.committed(), remembered),
                compacted(batch, gone),
                PriceHistory.after(prices, batch));
    }

    /**
     * The compactions whose place another takes, with all that they replaced: they need not be known any more. Otherwise
     * years of compactions would travel in every manifest.
     */
    private List<Manifest> compactions(Manifest batch, LongFunction<Manifest> manifests) {
        if (batch.kind() != BatchKind.COMPACT || batch.held() != null) {
            return List.of();
        }
        return about.stream()
                .filter(batch.replaces()::contains)
                .map(manifests::apply)
                .filter(one -> one.kind() == BatchKind.COMPACT && one.held() == null)
                .toList();
    }

    private long compacted(Manifest batch, List<Manifest> gone) {
        if (batch.kind() != BatchKind.COMPACT || batch.held() != null) {
            return compacted;
        }
        return batch.replaces().stream()
                .filter(n -> n > compacted && !about.contains(n))
                .filter(n -> gone.stream().noneMatch(one -> one.replaces().contains(n)))
                .mapToLong(Long::longValue)
                .reduce(compacted, Math::max);
    }

    private Map<String, Long> reasons(Manifest batch, LongFunction<Manifest> manifests) {
        // A compaction carries on what is rejected; so thousands of batches need not be read to subtract and add it.
        if (batch.kind() == BatchKind.COMPACT) {
            return reasons;
        }
        var now = new TreeMap<>(reasons);
        if (settlesRejections(batch)) {
            var before = batch.replaces().stream()
                    .map(manifests::apply)
                    .filter(one -> one.only() == null)
                    .toList();
            // What one of them has taken the place of is not counted any more.
            unsettled(before, Totals::settlesRejections)
                    .forEach(one -> one.reasons().forEach((reason, count) -> {
                        if (!reason.equals(Manifest.ERASED)) {
                            now.merge(reason, -count, Long::sum);
                        }
                    }));
            // Of an erased line nothing is kept: only who reads the raw zone again counts it again.
            if (batch.kind() == BatchKind.REPLAY) {
                unsettled(before, one -> one.kind() == BatchKind.REPLAY && one.held() == null)
                        .forEach(one -> now.merge(Manifest.ERASED, -one.erased(), Long::sum));
            }
        }
        if (batch.only() == null) {
            batch.reasons().forEach((reason, count) -> now.merge(reason, count, Long::sum));
        }
        now.values().removeIf(count -> count == 0);
        return now;
    }

    private static List<Manifest> unsettled(List<Manifest> before, Predicate<Manifest> settles) {
        return before.stream()
                .filter(one -> before.stream()
                        .noneMatch(
                                other -> settles.test(other) && other.replaces().contains(one.n())))
                .toList();
    }

    /** Whether its rejected lines are what is left of those of the batches that it is about. */
    private static boolean settlesRejections(Manifest batch) {
        return batch.kind().settlesRejections() && batch.held() == null && batch.only() == null;
    }

    private Map<String, Numbered> remembered(Manifest batch) {
        var all = new TreeMap<>(publishers);
        batch.publishers()
                .forEach((publisher, ranges) -> all.put(
                        publisher, all.getOrDefault(publisher, Numbered.NONE).plus(ranges, batch.committed())));
        all.values().removeIf(numbers -> isOver(numbers, batch.committed()));
        return all;
    }

    private Retired retired(Instant now, Map<String, Numbered> remembered) {
        var gone = publishers.entrySet().stream()
                .filter(entry -> !remembered.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new Retired(
                retired.publishers() + gone.size(),
                retired.events() + gone.stream().mapToLong(Numbered::count).sum(),
                retired.missing()
                        + gone.stream()
                                .flatMap(numbers -> numbers.missing().stream())
                                .mapToLong(gap -> gap[1] - gap[0] + 1)
                                .sum());
    }

    /** Records of a held batch that no batch has read. */
    private static long waiting(Manifest batch) {
        return batch.held() != null && batch.kind().readsFirst() ? batch.held().records() : 0;
    }

    private static boolean isOver(Numbered numbers, Instant now) {
        return numbers.seen().plus(MEMORY).isBefore(now);
    }
}
