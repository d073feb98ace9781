package io.millrace.clean;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import io.millrace.lake.Totals;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which committed batches can only be cleaned again together: one that took the place of others, or took up what they
 * had rejected, and all those.
 */
final class BatchGroups {
    /** Those that are about others and count, by number. */
    private final Map<Long, Manifest> about = new TreeMap<>();
    /** Held ones that were released or dropped, and held replays: nothing of them counts. */
    private final Set<Long> uncounted = new HashSet<>();

    private final Removal removal;

    BatchGroups(Batches batches, Totals totals) {
        removal = batches.removals().newest();
        for (var n : totals.about()) {
            var manifest = batches.remembered(n);
            if (manifest.held() != null) {
                uncounted.add(n);
            }
            if (manifest.kind() == BatchKind.RELEASE || manifest.kind() == BatchKind.DROP) {
                uncounted.addAll(manifest.replaces());
            }
            if (manifest.held() == null) {
                about.put(n, manifest);
            }
        }
        uncounted.addAll(totals.heldBatches());
    }

    /** What retention has removed when this was made. */
    Removal removal() {
        return removal;
    }

    /** Whether nothing of a batch counts, since it is held, or was when it was released or dropped. */
    boolean isVoid(long n) {
        return uncounted.contains(n);
    }

    /** The batches that released others. */
    List<Long> releases() {
        return about.values().stream()
                .filter(manifest -> manifest.kind() == BatchKind.RELEASE)
                .map(Manifest::n)
                .toList();
    }

    /** The batches that go with {@code n}, itself among them, in order; without those of which nothing counts. */
    TreeSet<Long> with(long n) {
        var group = new TreeSet<Long>();
        var known = new HashSet<Long>();
        var next = new ArrayDeque<>(List.of(n));
        while (!next.isEmpty()) {
            var member = next.pop();
            if (!isVoid(member) && group.add(member)) {
                binding(member).filter(manifest -> known.add(manifest.n())).forEach(manifest -> {
                    next.add(manifest.n());
                    next.addAll(manifest.replaces());
                });
            }
        }
        return group;
    }

    /**
     * Whether a batch read raw objects for the first time. Also said of a compaction that a later one took up, of which
     * nobody knows any more; its plan has no objects.
     */
    boolean readsFirst(long n) {
        return !about.containsKey(n) || about.get(n).kind().readsFirst();
    }

    /** Whether some of a group was cleaned again for one dataset alone. */
    boolean isPartly(Set<Long> group) {
        return group.stream().anyMatch(n -> about.containsKey(n) && about.get(n).only() != null);
    }

    /** Whether another of its group holds what is left of the lines that a batch rejected. */
    boolean areRejectionsSettled(long n) {
        return binding(n)
                .anyMatch(manifest -> manifest.n() != n
                        && manifest.kind().settlesRejections()
                        && manifest.only() == null
                        && manifest.replaces().contains(n));
    }

    /**
     * The batches that bind a batch to others. They are asked, not kept by member: compactions are about all batches that
     * there ever were.
     */
    private Stream<Manifest> binding(long n) {
        return about.values().stream()
                .filter(BatchGroups::readsAgain)
                .filter(manifest -> manifest.n() == n || manifest.replaces().contains(n));
    }

    private static boolean readsAgain(Manifest manifest) {
        return !manifest.kind().readsFirst() && manifest.kind() != BatchKind.DROP;
    }
}
