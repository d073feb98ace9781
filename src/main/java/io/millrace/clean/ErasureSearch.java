package io.millrace.clean;

import io.millrace.dataset.Column;
import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.Erasure;
import io.millrace.lake.GzipLines;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the batches that have something of an erasure, by reading the files of all that count. Who looks again has the
 * files read alone that came since. Not thread-safe.
 */
final class ErasureSearch {
    /** For counting rows, a few files at a time. */
    private static final String MEMORY = "96MB";

    private static final int FILES_AT_A_TIME = 50;

    private final Batches batches;
    private final ObjectStore store;
    private final List<Dataset> datasets;
    private final long mostRows;
    private final Path work;
    private final Erasure erasure;
    private final ErasedLines erased;
    private final ErasedRows rows;
    /** File to rows or lines in it that match. */
    private final Map<String, Long> matching = new HashMap<>();

    ErasureSearch(
            Batches batches, ObjectStore store, List<Dataset> datasets, long mostRows, Path work, Erasure erasure) {
        this.batches = batches;
        this.store = store;
        this.datasets = datasets;
        this.mostRows = mostRows;
        this.work = work;
        this.erasure = erasure;
        this.erased = new ErasedLines(byName(datasets), List.of(erasure));
        this.rows = new ErasedRows(byName(datasets), List.of(erasure));
    }

    Erasure erasure() {
        return erasure;
    }

    /** Datasets that an erasure is about, and whose rows do not say of which source or product they are. */
    static List<String> without(Erasure erasure, List<Dataset> datasets) {
        var rows = new ErasedRows(byName(datasets), List.of(erasure));
        return datasets.stream()
                .filter(dataset ->
                        erasure.dataset() == null || erasure.dataset().equals(dataset.name()))
                .filter(dataset -> !rows.concerns(
                        dataset.name(),
                        dataset.columns().stream().map(Column::name).toList()))
                .map(Dataset::name)
                .toList();
    }

    private static Map<String, Dataset> byName(List<Dataset> datasets) {
        return datasets.stream().collect(Collectors.toMap(Dataset::name, Function.identity()));
    }

    Erasures.Found find() {
        try {
            Files.createDirectories(work);
            var folder = Files.createTempDirectory(work, "erase-");
            try (var connection = EmbeddedEngine.open(folder, MEMORY)) {
                return search(folder, connection);
            } finally {
                WorkFolder.remove(folder);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("files of the processed zone cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(work + " cannot be written to", e);
        }
    }

    private Erasures.Found search(Path folder, Connection connection) throws SQLException, IOException {
        var seen = batches.committedThrough();
        var totals = batches.totals(seen);
        var groups = new BatchGroups(batches, totals);
        var all = new ArrayList<FileGroup>();
        var removed = new TreeSet<Long>();
        var done = new BitSet();
        for (long n = 1; n <= seen; n++) {
            if (!groups.isVoid(n) && !done.get(Math.toIntExact(n))) {
                var members = groups.with(n);
                members.forEach(member -> done.set(Math.toIntExact(member)));
                var group = FileGroup.of(members, groups, batches, totals.replacing(), batches::committed);
                if (group.removed().isEmpty()) {
                    all.add(group);
                } else {
                    removed.addAll(group.batches());
                }
            }
        }
        readRows(all, folder, connection);
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
        return new Erasures.Found(
                seen,
                erasures.stream()
                        .map(group -> new Erasures.Erasing(group.batches(), group.keys(), group.lines()))
                        .toList(),
                rows,
                rejected,
                without(erasure, datasets),
                List.copyOf(removed));
    }

    private void pack(List<FileGroup> erasures, FileGroup group) {
        var last = erasures.size() - 1;
        if (last >= 0 && !erasures.get(last).plus(group).isMoreThan(mostRows)) {
            erasures.set(last, erasures.get(last).plus(group));
        } else {
            erasures.add(group);
        }
    }

    private void readRows(List<FileGroup> all, Path folder, Connection connection) throws SQLException, IOException {
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
                var some = keys.subList(from, Math.min(keys.size(), from + FILES_AT_A_TIME));
                count(entry.getKey(), some, folder, connection);
            }
        }
    }

    private void count(String dataset, List<String> keys, Path folder, Connection connection)
            throws SQLException, IOException {
        if (erasure.dataset() == null || erasure.dataset().equals(dataset)) {
            var files = new ParquetFiles(connection, store, keys, folder);
            var columns = files.columns();
            if (rows.concerns(dataset, columns)) {
                matching.putAll(files.count(rows.condition(dataset, columns)));
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
}
