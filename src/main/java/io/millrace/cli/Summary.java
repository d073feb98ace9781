package io.millrace.cli;

import io.millrace.reconcile.Progress;
import io.millrace.reconcile.Status;
import java.io.PrintWriter;

/** What a finished run says, and the exit code that follows from it. */
final class Summary {
    private Summary() {}

    /**
     * Prints the summary.
     *
     * @param before the status when the run began
     * @param fault why not everything is through; null if it is
     * @return 0 only if all of it worked
     */
    static int print(Progress progress, Status before, Status after, String fault, PrintWriter out) {
        var written = after.clean().written() - before.clean().written();
        var rejected = after.clean().rejected() - before.clean().rejected();
        out.printf(
                "events published %,d, rows written %,d, rejected %,d, duplicates %,d, work given up %,d%n",
                progress.events(),
                written,
                rejected,
                after.clean().duplicates() - before.clean().duplicates(),
                progress.failed());
        after.clean().reasons().forEach((reason, count) -> {
            var now = count - before.clean().reasons().getOrDefault(reason, 0L);
            if (now > 0) {
                out.printf("  rejected as %s: %,d%n", reason, now);
            }
        });
        for (var warehouse : after.warehouses()) {
            out.printf(
                    "warehouse %s: table %s has %,d rows%n", warehouse.name(), warehouse.dataset(), warehouse.rows());
        }
        var code = 0;
        if (fault != null) {
            out.println("not finished: " + fault);
            code = 1;
        }
        if (progress.failed() > 0) {
            out.printf(
                    "%,d pages or events were given up: each is kept, with its reason, under failed/%n",
                    progress.failed());
            code = 1;
        }
        if (progress.events() > 0 && written == 0 && fault == null) {
            out.println("no page showed a price or an availability: ./millrace extract URL --all shows what was found,"
                    + " and select: in the source file says where to look");
            code = 1;
        }
        for (var sum : after.sums()) {
            if (!sum.holds()) {
                out.println("a sum does not hold: " + sum.sum() + " (" + sum.left() + " and " + sum.right() + ")");
                code = 1;
            }
        }
        if (code == 0) {
            out.println("all sums hold");
        }
        out.flush();
        return code;
    }
}
