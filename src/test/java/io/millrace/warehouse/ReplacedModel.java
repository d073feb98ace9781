package io.millrace.warehouse;

import io.millrace.lake.BatchKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a table of states has to hold, whatever the order of loads: worked out in memory from all batches at once. */
final class ReplacedModel {
    /** A row of a batch's file; {@code batch} is the number that it carries. */
    record State(String id, int v, String word, long batch) {
        static final Comparator<State> ORDER = Comparator.comparingInt(State::v).thenComparingLong(State::batch);

        String tuple() {
            return "('" + id + "', " + v + ", '" + word + "')";
        }

        @Override
        public String toString() {
            return id + " " + v + " " + word + " " + batch;
        }
    }

    record Batch(long n, BatchKind kind, List<Long> replaces, List<State> rows) {}

    final List<Batch> batches = new ArrayList<>();
    private final Random random;

    ReplacedModel(Random random) {
        this.random = random;
    }

    /** One more batch of a random kind. */
    Batch next() {
        var n = batches.size() + 1;
        var about = some();
        var draw = random.nextInt(10);
        var batch = about.isEmpty() || draw < 5
                ? new Batch(n, BatchKind.NEW, List.of(), fresh(n))
                : switch (draw) {
                    case 5, 6 -> new Batch(n, BatchKind.REPLAY, about, fresh(n));
                    case 7 -> new Batch(n, BatchKind.REJECTED, about, fresh(n));
                    case 8 -> new Batch(n, BatchKind.COMPACT, whole(about), carried(about, null));
                    default -> new Batch(n, BatchKind.ERASE, about, carried(about, id()));
                };
        batches.add(batch);
        return batch;
    }

    /**
     * The rows of the table, in order of their ids.
     *
     * @param first number of the batch that the warehouse begins with
     */
    List<String> table(long first) {
        var winners = new TreeMap<String, State>();
        alive(first).forEach(row -> winners.merge(row.id(), row, (a, b) -> State.ORDER.compare(a, b) >= 0 ? a : b));
        return winners.values().stream().map(State::toString).toList();
    }

    /** Rows that count, but for those of batches before the first, whatever file holds them now. */
    private List<State> alive(long first) {
        return batches.stream()
                .filter(batch -> batch.n() >= first && !isDead(batch.n(), batch.n()))
                .flatMap(batch ->
                        batch.rows().stream().filter(row -> row.batch() >= first && !isDead(row.batch(), batch.n())))
                .toList();
    }

    /** Whether a batch later than {@code file} took the place of a row's batch. */
    private boolean isDead(long row, long file) {
        return batches.stream()
                .anyMatch(later -> later.n() > file && taken(later).contains(row));
    }

    private TreeSet<Long> taken(Batch batch) {
        var taken = new TreeSet<Long>();
        if (batch.kind().replacesRows()) {
            for (var n : batch.replaces()) {
                taken.add(n);
                taken.addAll(taken(batches.get((int) (n - 1))));
            }
        }
        return taken;
    }

    /** Some batches whose files count. */
    private List<Long> some() {
        return batches.stream()
                .map(Batch::n)
                .filter(n -> !isDead(n, n) && random.nextInt(3) == 0)
                .toList();
    }

    /** A compaction that takes up others names all that those replaced: they are not known any more afterwards. */
    private List<Long> whole(List<Long> about) {
        var whole = new TreeSet<>(about);
        about.stream()
                .map(n -> batches.get((int) (n - 1)))
                .filter(batch -> batch.kind() == BatchKind.COMPACT)
                .forEach(batch -> whole.addAll(batch.replaces()));
        return List.copyOf(whole);
    }

    private List<State> fresh(long n) {
        var rows = new LinkedHashMap<String, State>();
        for (var i = random.nextInt(6); i > 0; i--) {
            var id = id();
            rows.put(id, new State(id, 1 + random.nextInt(4), "w" + n, n));
        }
        return List.copyOf(rows.values());
    }

    /** What a compaction writes: the newest row of each key, but for an erased one. */
    private List<State> carried(List<Long> about, String erased) {
        Map<String, State> rows = new TreeMap<>();
        for (var n : about) {
            batches.get((int) (n - 1)).rows().stream()
                    .filter(row -> !row.id().equals(erased) && !isDead(row.batch(), n))
                    .forEach(row -> rows.merge(row.id(), row, (a, b) -> State.ORDER.compare(a, b) >= 0 ? a : b));
        }
        return List.copyOf(rows.values());
    }

    private String id() {
        return String.valueOf((char) ('a' + random.nextInt(6)));
    }
}
