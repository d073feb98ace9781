package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Totals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans to write the many small files of closed days anew in few. Whole groups of batches go together, in the order of
 * their numbers: small new batches first, and once there are enough small compactions, these. Thread-safe.
 */
public final class Compactions {
    /** Fewer files are left until there are more. */
    private static final int LEAST_FILES = 20;

    private static final int LEAST_BY_HAND = 2;
    /** So many pauses later a compaction goes before new data. */
    private static final int PATIENCE = 10;

    private static final int REMEMBERED = 2_000;
    /** Groups that one search of its own looks at: the planner waits for it. The next one goes on from there. */
    private static final int MOST_LOOKED_AT = 1_000;

    private final Batches batches;
    private final List<Dataset> datasets;
    private final long mostRows;
    private final Duration after;
    private final Duration every;
    private final Clock clock;
    private final Map<Long, Manifest> read = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Manifest> eldest) {
            return size() > REMEMBERED;
        }
    };
    /**
     * Batches that stay as they are: large enough by themselves, without files, or not whole any more. Whatever changes
     * that is a later batch, which brings them along; so they are looked at once, however many they are.
     */
    private final BitSet left = new BitSet();

    private Instant last;

    /**
     * What a plan would write anew.
     *
     * @param batches numbers of those whose place it takes, in order
     * @param files that are read
     * @param filesAfter that are written
     * @param lines rows and rejected lines
     */
    public record Compaction(List<Long> batches, List<String> files, long filesAfter, long lines) {
        static Compaction of(FileGroup group) {
            return new Compaction(group.batches(), group.keys(), group.filesAfter(), group.lines());
        }
    }

    /** @param seen number of the committed batch through which this is known */
    public record Found(long seen, List<Compaction> compactions) {}

    /**
     * @param mostRows a plan is closed once it holds that many rows, with whole groups of batches
     * @param after so long after its end, UTC, a day is closed
     * @param every pause between two plans
     */
    public Compactions(
            Batches batches, List<Dataset> datasets, long mostRows, Duration after, Duration every, Clock clock) {
        this.batches = batches;
        this.datasets = List.copyOf(datasets);
        this.mostRows = mostRows;
        this.after = after;
        this.every = every;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Whether a compaction has waited for so long that it goes before new data. */
    synchronized boolean isOverdue() {
        return !clock.instant().isBefore(last.plus(every.multipliedBy(PATIENCE)));
    }

    /** The next plan, not yet written, if there is one and it is time for it; all plans through {@code before} are committed. */
    synchronized Optional<Plan> due(Plan before) {
        var now = clock.instant();
        if (now.isBefore(last.plus(every))) {
            return Optional.empty();
        }
        last = now;
        var open = LocalDate.ofInstant(now.minus(after), ZoneOffset.UTC);
        return find(before.n(), open, LEAST_FILES, 1, true).stream()
                .findFirst()
                .map(compaction -> plan(before, compaction));
    }

    /**
     * Looks what could be written anew; writes nothing.
     *
     * @param to only days before this one; null: those that are closed
     */
    public synchronized Found find(LocalDate to) {
        var seen = batches.committedThrough();
        var open = to == null ? LocalDate.ofInstant(clock.instant().minus(after), ZoneOffset.UTC) : to;
        return new Found(seen, find(seen, open, LEAST_BY_HAND, Integer.MAX_VALUE, false));
    }

    /**
     * Writes the plans.
     *
     * @throws RefusedException if a plan that is not committed yet is about one of the batches; plans before stay
     */
    public List<Plan> commit(Found found, Commits commits) {
        var proposals = new Proposals(batches, commits);
        return found.compactions().stream()
                .map(compaction ->
                        proposals.commit(found.seen(), compaction.batches(), before -> plan(before, compaction)))
                .toList();
    }

    private Plan plan(Plan before, Compaction compaction) {
        return Plan.about(
                before,
                clock.instant(),
                BatchKind.COMPACT,
                compaction.batches(),
                null,
                List.of(),
                compaction.files(),
                Declarations.of(datasets, null));
    }

    /** @param itself whether nobody asked for it: what failed once is then left alone */
    private List<Compaction> find(long seen, LocalDate open, int leastFiles, int most, boolean itself) {
        var totals = batches.totals(seen);
        var units = new CompactionUnits(mostRows, leastFiles, most);
        var search = new Search(totals, open, itself);
        search.compacted(units);
        if (itself) {
            // Otherwise each would take up the one before, over and over.
            units.close();
        }
        search.fresh(seen, units, itself ? MOST_LOOKED_AT : Integer.MAX_VALUE);
        units.close();
        return units.found();
    }

    private Manifest manifest(long n) {
        return read.computeIfAbsent(n, m -> batches.committed(m).with(null));
    }

    /** One look at the committed batches. */
    private final class Search {
        private final Totals totals;
        private final BatchGroups groups;
        private final LocalDate open;
        private final Set<Long> done = new HashSet<>();

        Search(Totals totals, LocalDate open, boolean itself) {
            this.totals = totals;
            this.groups = new BatchGroups(batches, totals);
            this.open = open;
            if (itself) {
                totals.about().stream()
                        .map(batches::remembered)
                        .filter(manifest -> manifest.kind() == BatchKind.COMPACT && manifest.held() != null)
                        .forEach(manifest -> done.addAll(manifest.replaces()));
            }
        }

        /** Small compactions, in order. */
        void compacted(CompactionUnits units) {
            for (var n : totals.replacing()) {
                if (FileGroup.isSmallCompaction(batches.remembered(n), mostRows) && !units.isFull()) {
                    take(n, units);
                }
            }
        }

        /** What no compaction has taken up; the rows of later batches are of later days. */
        void fresh(long seen, CompactionUnits units, int most) {
            var n = totals.compacted() + 1;
            for (var looked = 0; looked < most && !units.isFull(); looked++) {
                n = left.nextClearBit(Math.toIntExact(n));
                if (n > seen || !take(n, units)) {
                    return;
                }
                n++;
            }
        }

        /** Takes up the group of a batch; false if it is of a day that is not closed. */
        private boolean take(long n, CompactionUnits units) {
            if (groups.isVoid(n) || done.contains(n)) {
                return true;
            }
            var members = groups.with(n);
            if (members.stream().anyMatch(done::contains)) {
                return true;
            }
            done.addAll(members);
            var group = FileGroup.of(members, groups, batches, totals.replacing(), Compactions.this::manifest);
            if (!group.lastDay().isBefore(open)) {
                return false;
            }
            if (!units.add(group)) {
                members.forEach(member -> left.set(Math.toIntExact(member)));
            }
            return true;
        }
    }
}
