package io.millrace.clean;

import io.millrace.dataset.Dataset;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Commits;
import io.millrace.lake.Erasure;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import io.millrace.lake.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans to erase a source, or one product of it, from the processed zone and the warehouses. Every plan from the first of
 * these on knows of it, so what comes later of the same is counted as erased and never kept. Raw objects are immutable and
 * stay until the raw zone's own retention removes them. Thread-safe.
 */
public final class Erasures {
    /** For counting rows, a few files at a time. */
    private static final String MEMORY = "96MB";

    private static final int FILES_AT_A_TIME = 50;

    private final Batches batches;
    private final ObjectStore store;
    private final List<Dataset> datasets;
    private final long mostRows;
    private final Path work;
    private final Clock clock;
    /** File to rows or lines in it that match what was asked for last: who asks again reads the new ones alone. */
    private final Map<String, Long> matching = new HashMap<>();

    private Erasure asked;

    /**
     * What an erasure leads to.
     *
     * @param seen number of the committed batch through which this is known
     * @param erasures batches that are written anew, plan by plan
     * @param rows dataset to rows that are erased
     * @param rejected lines that are erased of those that are rejected
     * @param without datasets whose rows do not say of which source or product they are
     */
    public record Found(
            long seen, List<Erasing> erasures, Map<String, Long> rows, long rejected, List<String> without) {}

    /**
     * One plan.
     *
     * @param batches numbers of those whose place it takes, in order
     * @param files that are read
     * @param lines rows and rejected lines in them
     */
    public record Erasing(List<Long> batches, List<String> files, long lines) {}

    /**
     * What was found, and the plans that were written.
     *
     * @param busy whether another plan was under way, so that none was written: ask again
     */
    public record Committed(Found found, List<Plan> plans, boolean busy) {}

    /**
     * @param mostRows a plan is closed once it holds that many rows, with whole groups of batches
     * @param work folder for fetched files; its content may vanish between two questions
     */
    public Erasures(Batches batches, ObjectStore store, List<Dataset> datasets, long mostRows, Path work, Clock clock) {
        this.batches = batches;
        this.store = store;
        this.datasets = List.copyOf(datasets);
        this.mostRows = mostRows;
        this.work = work;
        this.clock = clock;
    }

    /**
     * Looks what would be erased, through all files of the processed zone; writes nothing.
     *
     * @throws RefusedException if there is no such dataset, or its rows do not say whose they are
     */
    public synchronized Found find(Erasure erasure) {
        check(erasure);
        if (!erasure.equals(asked)) {
            asked = erasure;
            matching.clear();
        }
        try (var search = new Search(erasure)) {
            return search.find();
        }
    }

    /**
     * Writes the plans, if no other plan is under way: so no batch escapes, since those planned before have been looked at,
     * and those after know of the erasure.
     *
     * @throws RefusedException as {@link #find} does
     */
    public synchronized Committed commit(Erasure erasure, Commits commits) {
        var found = find(erasure);
        if (found.erasures().isEmpty()) {
            return new Committed(found, List.of(), false);
        }
        var before = batches.latestPlan();
        if (before.n() != found.seen()) {
            return new Committed(found, List.of(), true);
        }
        var first = plan(before, found.erasures().get(0), erasure);
        return commits.create(first.key(), first.toJson(), Map.of())
                ? new Committed(found, all(first, found, erasure, commits), false)
                : new Committed(found, List.of(), true);
    }

    private List<Plan> all(Plan first, Found found, Erasure erasure, Commits commits) {
        var plans = new ArrayList<>(List.of(first));
        var proposals = new Proposals(batches, commits);
        for (var erasing : found.erasures().subList(1, found.erasures().size())) {
            plans.add(proposals.commit(found.seen(), erasing.batches(), before -> plan(before, erasing, erasure)));
        }
        return plans;
    }

    private Plan plan(Plan before, Erasing erasing, Erasure erasure) {
        return Plan.about(
                        before,
                        clock.instant(),
                        BatchKind.ERASE,
                        erasing.batches(),
                        null,
                        List.of(),
                        erasing.files(),
                        Declarations.of(datasets, null))
                .with(erasure);
    }

    private void check(Erasure erasure) {
        var declared = declared();
        if (erasure.dataset() == null) {
            return;
        }
        if (!declared.containsKey(erasure.dataset())) {
            throw new RefusedException("no dataset is called " + erasure.dataset() + "; there are "
                    + String.join(", ", new TreeSet<>(declared.keySet())));
        }
        if (!without(erasure).isEmpty()) {
            throw new RefusedException("rows of " + erasure.dataset() + " do not say of which "
                    + (erasure.sku() == null ? "source" : "source and product") + " they are: the dataset has no column"
                    + " for it; leave --sku out, or give the dataset a column from event.source and replay it");
        }
    }

    private Map<String, Dataset> declared() {
        var declared = new TreeMap<String, Dataset>();
        datasets.forEach(dataset -> declared.put(dataset.name(), dataset));
        return declared;
    }

    /** Datasets that the erasure is about and cannot be told apart in. */
    private List<String> without(Erasure erasure) {
        var erased = new Erased(declared(), List.of(erasure));
        return datasets.stream()
                .filter(dataset ->
                        erasure.dataset() == null || erasure.dataset().equals(dataset.name()))
                .filter(dataset -> !erased.concerns(
                        dataset.name(),
                        dataset.columns().stream().map(column -> column.name()).toList()))
                .map(Dataset::name)
                .toList();
    }

    /** One look through the files. */
    private final class Search implements AutoCloseable {
        private final Erasure erasure;
        private final Erased erased;
        private final Map<Long, Manifest> manifests = new HashMap<>();
        private Path folder;
        private Connection connection;

        Search(Erasure erasure) {
            this.erasure = erasure;
            this.erased = new Erased(declared(), List.of(erasure));
        }

        Found find() {
            try {
                return search();
            } catch (SQLException e) {
                throw new IllegalStateException("files of the processed zone cannot be read: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(work + " cannot be written to", e);
            }
        }

        private Found search() throws SQLException, IOException {
            var seen = batches.committedThrough();
            var totals = batches.totals(seen);
            var groups = new BatchGroups(batches, totals);
            var all = new ArrayList<FileGroup>();
            var done = new BitSet();
            for (long n = 1; n <= seen; n++) {
                if (!groups.isVoid(n) && !done.get(Math.toIntExact(n))) {
                    var members = groups.with(n);
                    members.forEach(member -> done.set(Math.toIntExact(member)));
                    all.add(FileGroup.of(members, groups, batches, totals.replacing(), this::manifest));
                }
            }
            readRows(all);
            readRejected(all);
            var rows = new TreeMap<String, Long>();
            long rejected = 0;
            var erasures = new ArrayList<FileGroup>();
            for (var group : all) {
                var matches = false;
                for (var key : group.keys()) {
                    long count = matching.getOrDefault(key, 0L);
                    matches |= count > 0;
                    if (count > 0 && !group.rejected().contains(key)) {
                        rows.merge(ParquetFiles.dataset(key), count, Long::sum);
                    } else {
                        rejected += count;
                    }
                }
                if (matches) {
                    pack(erasures, group);
                }
            }
            return new Found(
                    seen,
                    erasures.stream()
                            .map(group -> new Erasing(group.batches(), group.keys(), group.lines()))
                            .toList(),
                    rows,
                    rejected,
                    without(erasure));
        }

        private void pack(List<FileGroup> erasures, FileGroup group) {
            var last = erasures.size() - 1;
            if (last >= 0 && !erasures.get(last).plus(group).isMoreThan(mostRows)) {
                erasures.set(last, erasures.get(last).plus(group));
            } else {
                erasures.add(group);
            }
        }

        private void readRows(List<FileGroup> all) throws SQLException, IOException {
            var unread = new TreeMap<String, List<String>>();
            for (var group : all) {
                group.files().stream()
                        .map(Manifest.DataFile::key)
                        .filter(key -> !matching.containsKey(key))
                        .forEach(key -> unread.computeIfAbsent(ParquetFiles.dataset(key), name -> new ArrayList<>())
                                .add(key));
            }
            for (var entry : unread.entrySet()) {
                var keys = entry.getValue();
                for (var from = 0; from < keys.size(); from += FILES_AT_A_TIME) {
                    count(entry.getKey(), keys.subList(from, Math.min(keys.size(), from + FILES_AT_A_TIME)));
                }
            }
        }

        private void count(String dataset, List<String> keys) throws SQLException, IOException {
            if (erasure.dataset() == null || erasure.dataset().equals(dataset)) {
                var files = new ParquetFiles(connection(), store, keys, folder);
                var columns = files.columns();
                if (erased.concerns(dataset, columns)) {
                    matching.putAll(files.count(erased.condition(dataset, columns)));
                }
                files.remove();
            }
            keys.forEach(key -> matching.putIfAbsent(key, 0L));
        }

        private void readRejected(List<FileGroup> all) {
            for (var group : all) {
                group.rejected().forEach(key -> matching.computeIfAbsent(key, this::countRejected));
            }
        }

        private long countRejected(String key) {
            long count = 0;
            try (var lines = new GzipLines(store, key)) {
                for (var line = lines.next(); line != null; line = lines.next()) {
                    count += erased.holds(Rejection.parse(line, lines.place())) ? 1 : 0;
                }
            }
            return count;
        }

        private Manifest manifest(long n) {
            return manifests.computeIfAbsent(n, m -> batches.committed(m).with(null));
        }

        private Connection connection() throws SQLException, IOException {
            if (connection == null) {
                Files.createDirectories(work);
                folder = Files.createTempDirectory(work, "erase-");
                connection = EmbeddedEngine.open(folder, MEMORY);
            }
            return connection;
        }

        @Override
        public void close() {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("a connection in memory cannot be closed: " + e.getMessage(), e);
            } finally {
                if (folder != null) {
                    WorkFolder.remove(folder);
                }
            }
        }
    }
}
