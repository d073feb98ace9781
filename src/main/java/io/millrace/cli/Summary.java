package io.millrace.cli;

import io.millrace.reconcile.Progress;
import io.millrace.reconcile.Status;
import io.millrace.run.Pipeline;
import io.millrace.run.Role;
import io.millrace.source.Source;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a finished run says, and the exit code that follows from it.
 *
 * @param before the status before the run did anything
 */
record Summary(Progress progress, Set<Role> roles, Supplier<List<Source>> sources, Status before) {
    /** Prints the summary of a pipeline that is still there; where its stream is away, what is known without it. */
    int print(Pipeline pipeline, String fault, PrintWriter out) throws SQLException {
        Status after;
        try {
            after = pipeline.status().read();
        } catch (RuntimeException e) {
            if (fault == null) {
                throw e;
            }
            sources.get().forEach(source -> out.println(pages(source)));
            isThrough(fault, out);
            out.flush();
            return 1;
        }
        return print(after, fault, out);
    }

    /**
     * Prints the summary.
     *
     * @param fault why not everything is through; null if it is
     * @return 0 only if all of it worked
     */
    int print(Status after, String fault, PrintWriter out) {
        sources.get().forEach(source -> out.println(pages(source)));
        out.println(events(after));
        after.clean().reasons().forEach((reason, count) -> {
            var now = count - before.clean().reasons().getOrDefault(reason, 0L);
            if (now > 0) {
                out.println("  rejected as " + reason + ": " + number(now));
            }
        });
        for (var warehouse : after.warehouses()) {
            out.println("warehouse " + warehouse.name() + ": "
                    + (warehouse.away() == null
                            ? "table " + warehouse.dataset() + " has " + Counted.of(warehouse.rows(), "row")
                            : "does not answer: " + warehouse.away()));
        }
        var works = isThrough(fault, out)
                & isComplete(out)
                & isAll(out)
                & saysSomething(after, fault, out)
                & holds(after, out);
        if (works) {
            out.println("everything is through, and all sums hold");
        }
        out.flush();
        return works ? 0 : 1;
    }

    private String pages(Source source) {
        if (source.signals() != null) {
            return cities(source);
        }
        var counts = progress.source(source.name());
        var unpriced = progress.unpriced(source.name());
        var left = progress.left(source.name());
        var skipped = progress.skipped(source.name());
        var lists = progress.lists(source.name());
        return source.name() + ": " + Counted.of(counts.done() + counts.failed(), "page") + " looked at: "
                + number(counts.done() - unpriced) + " with a price, " + number(unpriced) + " without, "
                + number(counts.failed()) + " failed"
                + (skipped > 0 ? ", " + number(skipped) + " skipped as long gone" : "")
                + (lists > 0 ? ", " + Counted.of(lists, "list") + " read to find them" : "")
                + (left > 0 ? ", " + number(left) + " left to another instance" : "");
    }

    private String cities(Source source) {
        var counts = progress.source(source.name());
        var skipped = progress.skipped(source.name());
        var left = progress.left(source.name());
        return source.name() + ": " + Counted.of(source.signals().cities().size(), "city", "cities") + ", "
                + Counted.of(counts.done(), "answer") + " of providers, " + number(counts.failed()) + " failed"
                + (skipped > 0 ? ", " + Counted.of(skipped, "question") + " put off" : "")
                + (left > 0 ? ", " + number(left) + " left to another instance" : "");
    }

    private String events(Status after) {
        var published = Counted.of(progress.events(), "event") + " published";
        return roles.contains(Role.CLEAN)
                ? published + "; cleaned to " + Counted.of(written(after), "row") + ", "
                        + number(after.clean().rejected() - before.clean().rejected()) + " rejected, "
                        + Counted.of(after.clean().duplicates() - before.clean().duplicates(), "duplicate")
                : published;
    }

    private long written(Status after) {
        return after.clean().written() - before.clean().written();
    }

    private static boolean isThrough(String fault, PrintWriter out) {
        if (fault != null) {
            out.println("not finished: " + fault + "; what was published is kept, and the next run carries it"
                    + " through");
        }
        return fault == null;
    }

    private boolean isComplete(PrintWriter out) {
        if (progress.failed() > 0) {
            out.println("not everything worked: " + Counted.of(progress.failed(), "page or event", "pages or events")
                    + " given up, as warned above; each is kept, with its reason, under failed/ in the bucket");
        }
        return progress.failed() == 0;
    }

    private boolean isAll(PrintWriter out) {
        if (progress.left() > 0) {
            out.println("not every page was looked at: the hosts of " + Counted.of(progress.left(), "page")
                    + " are held by other instances that run on the same lake; they look at them, or stop them first");
        }
        return progress.left() == 0;
    }

    private boolean saysSomething(Status after, String fault, PrintWriter out) {
        var silent = roles.contains(Role.CLEAN) && progress.events() > 0 && written(after) == 0 && fault == null;
        if (silent) {
            out.println("no page showed a price or an availability: ./millrace extract URL --all shows what was found,"
                    + " and select: in the source file says where to look");
        }
        return !silent;
    }

    private static boolean holds(Status after, PrintWriter out) {
        var holds = true;
        for (var held : after.clean().held()) {
            out.println("batch " + held.batch() + " is held, " + Counted.of(held.records(), "record") + ": "
                    + held.reason() + ": " + held.detail());
            holds = false;
        }
        for (var sum : after.sums()) {
            if (!sum.holds()) {
                out.println("a sum does not hold: " + sum.sum() + " (" + sum.left() + " and " + sum.right()
                        + "); ./millrace status shows all of them");
                holds = false;
            }
        }
        return holds;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
