package io.millrace.cli;

import io.millrace.clean.BatchNumbers;
import io.millrace.clean.BatchReport;
import io.millrace.lake.BatchKind;
import io.millrace.lake.Manifest;
import io.millrace.lake.Submissions;
import java.io.PrintWriter;
import java.util.Locale;

/** All of one batch, in words. */
final class BatchWords {
    private BatchWords() {}

    static void print(BatchReport.Whole whole, PrintWriter out) {
        var line = whole.line();
        var plan = whole.plan();
        out.println("batch " + line.n() + ": " + BatchTable.kind(line.kind()) + ", " + line.state());
        var reads = plan.files().isEmpty()
                ? Counted.of(plan.objects().size(), "raw object") + " with " + Counted.of(plan.records(), "record")
                : Counted.of(plan.files().size(), "file")
                        + (plan.kind().rewrites() ? " of the processed zone" : " of rejected lines");
        out.println("planned " + plan.planned() + ": " + reads
                + (plan.only() == null ? "" : ", of dataset " + plan.only() + " alone"));
        if (!plan.replaces().isEmpty()) {
            out.println("is about " + BatchNumbers.words(plan.replaces()));
        }
        if (plan.kind() == BatchKind.ERASE) {
            var erasure = plan.erasures().get(plan.erasures().size() - 1);
            out.println("erases source " + BatchTable.plain(erasure.source())
                    + (erasure.sku() == null ? "" : ", product " + BatchTable.plain(erasure.sku()))
                    + (erasure.dataset() == null ? "" : ", in " + erasure.dataset()) + ": what was observed before "
                    + erasure.before());
        }
        if (whole.manifest() != null) {
            committed(whole.manifest(), out);
        }
        whole.submissions().forEach(known -> out.println(submitted(known, whole.manifest())));
        whole.failures()
                .forEach(failure -> out.println("failed " + failure.at() + ", time " + failure.k() + ": "
                        + BatchTable.plain(failure.reason())));
        if (!whole.by().isEmpty()) {
            out.println(
                    "is what " + BatchNumbers.words(whole.by()) + (whole.by().size() == 1 ? " is" : " are") + " about");
        }
        if (line.state().startsWith("held")) {
            out.println("./millrace batches release " + line.n() + " cleans it after all, ./millrace batches drop "
                    + line.n() + " gives it up");
        }
    }

    private static String submitted(Submissions.Known known, Manifest manifest) {
        var submission = known.submission();
        var about = "submitted " + submission.at() + ", time " + submission.k() + ", to " + submission.engine() + " on "
                + submission.where() + " as " + submission.name() + ": ";
        if (known.end() != null) {
            return about + known.end().state() + ", "
                    + BatchTable.plain(known.end().reason());
        }
        return about + (manifest == null ? "under way, or not looked at since" : "done with");
    }

    private static void committed(Manifest manifest, PrintWriter out) {
        if (manifest.held() != null) {
            out.println("held " + manifest.committed() + ": "
                    + BatchTable.plain(manifest.held().detail()));
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "committed %s, attempt %s: read %,d, written %,d, duplicates %,d, rejected %,d",
                manifest.committed(),
                manifest.attempt(),
                manifest.read(),
                manifest.written(),
                manifest.duplicates(),
                manifest.rejected()));
        manifest.reasons()
                .forEach((reason, count) ->
                        out.println("  rejected as " + reason + ": " + String.format(Locale.ROOT, "%,d", count)));
        manifest.rejectedFiles().forEach(file -> out.println("  " + file));
        manifest.datasets().forEach((name, written) -> {
            out.println("  " + name + ": " + Counted.of(written.rows(), "row"));
            written.files().forEach(file -> out.println("    " + file.key()));
        });
    }
}
