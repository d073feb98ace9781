package io.millrace.clean;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * What counts of batches that can only be written anew together: the files of rows whose place nobody took, and those of
 * rejected lines that are still rejected.
 *
 * @param batches numbers, in order
 * @param files of rows, in order of the batches
 * @param rejected keys of files of rejected lines
 * @param rejectedLines in these
 * @param lastDay the last UTC day of its rows; where there are none, of its last commit
 * @param removed numbers of those of which retention removed files of rows that count: what is left can never be written
 *     anew, as it would be taken for all of the rows
 */
record FileGroup(
        List<Long> batches,
        List<Manifest.DataFile> files,
        List<String> rejected,
        long rejectedLines,
        LocalDate lastDay,
        List<Long> removed) {

    private static final int MOST_FILES = 500;
    private static final int MOST_BATCHES = 20_000;
    /** Each file is in memory once, as it is fetched; by the loader too. */
    private static final long MOST_BYTES = 32_000_000;
    /** A fourth of the most is not worth it any more. */
    private static final int SMALL = 4;

    /**
     * @param group as {@link BatchGroups#with} has it
     * @param replacing as the totals have them
     * @param manifests finds committed batches
     */
    static FileGroup of(
            Collection<Long> group,
            BatchGroups groups,
            Batches batches,
            List<Long> replacing,
            LongFunction<Manifest> manifests) {
        var files = new ArrayList<Manifest.DataFile>();
        var rejected = new ArrayList<String>();
        long lines = 0;
        LocalDate committed = LocalDate.EPOCH;
        var removed = new TreeSet<Long>();
        var removal = groups.removal();
        for (var n : group) {
            // Of what is replaced altogether nothing counts; after a compaction these are many.
            if (batches.isReplaced(n, replacing)) {
                continue;
            }
            var manifest = manifests.apply(n);
            manifest.datasets().forEach((dataset, written) -> {
                if (!written.files().isEmpty()
                        && batches.replacerOf(n, dataset, replacing).isEmpty()) {
                    files.addAll(written.files());
                    if (removal.holds(Removal.processed(dataset), n)) {
                        removed.add(n);
                    }
                }
            });
            // Those of a replay of one dataset stand in the batches that it replaced, too.
            if (manifest.only() == null && !groups.areRejectionsSettled(n) && !removal.holds(Removal.REJECTED, n)) {
                rejected.addAll(manifest.rejectedFiles());
                lines += manifest.rejected() - manifest.erased();
            }
            var day = LocalDate.ofInstant(manifest.committed(), ZoneOffset.UTC);
            committed = day.isAfter(committed) ? day : committed;
        }
        var last = files.stream()
                .map(file -> LocalDate.parse(file.dt()))
                .reduce((a, b) -> a.isAfter(b) ? a : b)
                .orElse(committed);
        return new FileGroup(List.copyOf(group), files, rejected, lines, last, List.copyOf(removed));
    }

    /** This and another, both whole. */
    FileGroup plus(FileGroup more) {
        var all = new TreeSet<>(batches);
        all.addAll(more.batches);
        var allFiles = new ArrayList<>(files);
        allFiles.addAll(more.files);
        var allRejected = new ArrayList<>(rejected);
        allRejected.addAll(more.rejected);
        return new FileGroup(
                List.copyOf(all),
                allFiles,
                allRejected,
                rejectedLines + more.rejectedLines,
                lastDay.isAfter(more.lastDay) ? lastDay : more.lastDay,
                List.of());
    }

    /** Keys of all files, those of rows first. */
    List<String> keys() {
        var keys = new ArrayList<String>();
        files.forEach(file -> keys.add(file.key()));
        keys.addAll(rejected);
        return keys;
    }

    int fileCount() {
        return files.size() + rejected.size();
    }

    long rows() {
        return files.stream().mapToLong(Manifest.DataFile::rows).sum();
    }

    /** Rows and rejected lines. */
    long lines() {
        return rows() + rejectedLines;
    }

    /** Of the files of rows. */
    long bytes() {
        return files.stream().mapToLong(Manifest.DataFile::bytes).sum();
    }

    /** As many files as they would be, were they written anew. */
    long filesAfter() {
        return files.stream()
                        .map(file -> ParquetFiles.dataset(file.key()) + " " + file.dt())
                        .distinct()
                        .count()
                + (rejected.isEmpty() ? 0 : 1);
    }

    /** Whether they are more than one plan may take: each file costs a question, each row memory. */
    boolean isMoreThan(long mostRows) {
        return fileCount() > MOST_FILES || lines() > mostRows || bytes() > MOST_BYTES || batches.size() > MOST_BATCHES;
    }

    /** Whether they are worth being taken up by a larger one. */
    boolean isSmall(long mostRows) {
        return SMALL * lines() <= mostRows && SMALL * bytes() <= MOST_BYTES && SMALL * batches.size() <= MOST_BATCHES;
    }

    /** Whether a batch is a compaction that may be worth being taken up, as its manifest alone tells. */
    static boolean isSmallCompaction(Manifest manifest, long mostRows) {
        return manifest.kind() == BatchKind.COMPACT
                && SMALL * manifest.written() <= mostRows
                && SMALL * manifest.replaces().size() <= MOST_BATCHES;
    }
}
