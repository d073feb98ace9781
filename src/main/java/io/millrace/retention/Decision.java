package io.millrace.retention;

import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides which batches' objects may go now. What it says is true for good: a batch stays committed, and loaded.
 *
 * <p>Ages are counted from when a batch was committed. Since batches are committed in the order of their numbers, a look
 * ends at the first that is too young.
 */
final class Decision {
    /** Most batches of a zone that one removal takes. */
    static final int MOST = 10_000;

    private final Batches batches;
    private final Ages ages;
    private final Instant now;
    private final long committed;
    private final long loaded;
    private final Set<Long> needed;
    private final List<Manifest> about;

    /**
     * @param loaded number through which every warehouse has loaded
     */
    Decision(Batches batches, Ages ages, Instant now, long loaded) {
        this.batches = batches;
        this.ages = ages;
        this.now = now;
        this.committed = batches.committedThrough();
        this.loaded = Math.min(loaded, committed);
        this.needed = Needed.of(batches, committed);
        this.about = batches.totals(committed).about().stream()
                .map(batches::remembered)
                .toList();
    }

    /** The removal after {@code before}; empty if nothing more may go. */
    Optional<Removal> after(Removal before) {
        var more = new TreeMap<String, BatchSet>();
        raw(before.of(Removal.RAW)).ifPresent(set -> more.put(Removal.RAW, set));
        processed(before).forEach((zone, set) -> more.put(zone, BatchSet.of(set)));
        rejected(before.of(Removal.REJECTED)).ifPresent(set -> more.merge(Removal.REJECTED, set, BatchSet::plus));
        return more.isEmpty() ? Optional.empty() : Optional.of(before.next(now, more));
    }

    /** Raw objects stand with the batch that they were planned for first, and go with the one that read them. */
    private Optional<BatchSet> raw(BatchSet gone) {
        if (ages.raw() == null) {
            return Optional.empty();
        }
        var found = new TreeSet<Long>();
        for (var gap = gone.gaps(loaded).iterator(); gap.hasNext() && found.size() < MOST; ) {
            var manifest = batches.committed(gap.nextLong());
            if (!isOld(manifest, ages.raw())) {
                break;
            }
            var reader = reader(manifest);
            if (reader.isPresent()
                    && mayGo(manifest.n())
                    && mayGo(reader.get().n())
                    && isOld(reader.get(), ages.raw())) {
                found.add(manifest.n());
                found.add(reader.get().n());
            }
        }
        found.removeIf(gone::holds);
        return found.isEmpty() ? Optional.empty() : Optional.of(BatchSet.of(found));
    }

    /** The batch that cleaned what a batch is about: itself, or the release of a held one; empty if none did. */
    private Optional<Manifest> reader(Manifest manifest) {
        var reader = Optional.of(manifest);
        while (reader.isPresent() && reader.get().held() != null) {
            var held = reader.get().n();
            reader = about.stream()
                    .filter(one ->
                            one.kind() == BatchKind.RELEASE && one.replaces().contains(held))
                    .findFirst();
        }
        return reader;
    }

    private Optional<BatchSet> rejected(BatchSet gone) {
        return ages.rejected() == null ? Optional.empty() : aged(gone, ages.rejected());
    }

    private Optional<BatchSet> aged(BatchSet gone, Duration age) {
        var found = new ArrayList<Long>();
        for (var gap = gone.gaps(loaded).iterator(); gap.hasNext() && found.size() < MOST; ) {
            var manifest = batches.committed(gap.nextLong());
            if (!isOld(manifest, age)) {
                break;
            }
            if (manifest.held() == null && mayGo(manifest.n())) {
                found.add(manifest.n());
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(BatchSet.of(found));
    }

    private Map<String, Set<Long>> processed(Removal before) {
        var found = new TreeMap<String, Set<Long>>();
        if (ages.replaced() != null) {
            about.stream()
                    .filter(one -> one.held() == null && one.kind().replacesRows())
                    .filter(one -> mayGo(one.n()) && isOld(one, ages.replaced()))
                    .forEach(one -> replaced(one, before, found));
        }
        if (ages.processed() != null) {
            for (var dataset : batches.totals(committed).rows().keySet()) {
                var zone = Removal.processed(dataset);
                aged(before.of(zone), ages.processed())
                        .ifPresent(set -> set.numbers()
                                .forEach(n -> found.computeIfAbsent(zone, none -> new TreeSet<>())
                                        .add(n)));
            }
        }
        return found;
    }

    private void replaced(Manifest by, Removal before, Map<String, Set<Long>> found) {
        if (by.only() == null) {
            // What they rejected was read again, or goes along.
            replaced(by, Removal.REJECTED, before, found);
        }
        for (var dataset : batches.totals(committed).rows().keySet()) {
            if (by.only() != null && !by.only().equals(dataset)) {
                continue;
            }
            replaced(by, Removal.processed(dataset), before, found);
        }
    }

    private void replaced(Manifest by, String zone, Removal before, Map<String, Set<Long>> found) {
        for (var n : by.replaces()) {
            var set = found.getOrDefault(zone, Set.of());
            if (!before.holds(zone, n) && mayGo(n) && set.size() < MOST) {
                found.computeIfAbsent(zone, none -> new TreeSet<>()).add(n);
            }
        }
    }

    /** Whether every warehouse has it, and nobody is about to read it again. */
    private boolean mayGo(long n) {
        return n <= loaded && !needed.contains(n);
    }

    private boolean isOld(Manifest manifest, Duration age) {
        return manifest.committed().isBefore(now.minus(age));
    }
}
