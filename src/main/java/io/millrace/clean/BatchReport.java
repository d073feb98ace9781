package io.millrace.clean;

import io.millrace.lake.BatchFailure;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Submissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** What there is to tell of batches. Thread-safe. */
public final class BatchReport {
    private final Batches batches;

    /**
     * A batch on one line.
     *
     * @param committed when; null if it is planned alone
     * @param state {@code planned}, {@code committed}, {@code held: <reason>}, or {@code replaced}, {@code released} or
     *     {@code dropped} with {@code by <number>}
     */
    public record Line(
            long n,
            BatchKind kind,
            Instant committed,
            long read,
            long written,
            long duplicates,
            long rejected,
            String state,
            Manifest.Held held) {}

    /**
     * All of a batch.
     *
     * @param manifest null while it is not committed; without its totals
     * @param failures failed attempts, in order
     * @param submissions what was given to an engine outside, in order; the last one without an end is the one that counts
     * @param by numbers of the batches that are about it
     */
    public record Whole(
            Line line,
            Plan plan,
            Manifest manifest,
            List<BatchFailure> failures,
            List<Submissions.Known> submissions,
            List<Long> by) {}

    public BatchReport(Batches batches) {
        this.batches = batches;
    }

    /** The last batches, and all that are held; in order. */
    public List<Line> last(int most) {
        var newest = batches.newestPlan();
        var numbers = new TreeSet<>(batches.totals(batches.committedThrough()).heldBatches());
        LongStream.rangeClosed(Math.max(1, newest - most + 1), newest).forEach(numbers::add);
        return lines(numbers);
    }

    /** These batches, in the order given; those that are not planned are left out. */
    public List<Line> lines(Iterable<Long> numbers) {
        var newest = batches.newestPlan();
        var lines = new ArrayList<Line>();
        for (var n : numbers) {
            if (n >= 1 && n <= newest) {
                lines.add(line(n, batches.manifest(n).orElse(null)));
            }
        }
        return lines;
    }

    /**
     * All of one batch.
     *
     * @throws RefusedException if there is none of that number
     */
    public Whole show(long n) {
        var newest = batches.newestPlan();
        if (n < 1 || n > newest) {
            throw new RefusedException("there is no batch " + n + "; "
                    + (newest == 0 ? "none is planned yet" : "there are those from 1 to " + newest));
        }
        var manifest = batches.manifest(n).orElse(null);
        return new Whole(
                line(n, manifest),
                batches.planned(n),
                manifest == null ? null : manifest.with(null),
                batches.failures(n),
                batches.submissions().of(n),
                about(n).stream().map(Manifest::n).toList());
    }

    private Line line(long n, Manifest manifest) {
        if (manifest == null) {
            return new Line(n, batches.planned(n).kind(), null, 0, 0, 0, 0, "planned", null);
        }
        return new Line(
                n,
                manifest.kind(),
                manifest.committed(),
                manifest.read(),
                manifest.written(),
                manifest.duplicates(),
                manifest.rejected(),
                state(manifest),
                manifest.held());
    }

    private String state(Manifest manifest) {
        var by = about(manifest.n()).stream()
                .filter(other -> manifest.held() != null
                        || other.held() == null && other.kind().replacesRows() && other.only() == null)
                .reduce((first, last) -> last);
        if (by.isPresent()) {
            var done =
                    manifest.held() == null ? "replaced" : by.get().kind() == BatchKind.DROP ? "dropped" : "released";
            return done + " by " + by.get().n();
        }
        return manifest.held() == null
                ? "committed"
                : "held: " + manifest.held().reason();
    }

    private List<Manifest> about(long n) {
        return batches.totals(batches.committedThrough()).about().stream()
                .map(batches::remembered)
                .filter(manifest -> manifest.replaces().contains(n))
                .toList();
    }
}
