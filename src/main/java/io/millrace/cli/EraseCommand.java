package io.millrace.cli;

import io.millrace.clean.BatchNumbers;
import io.millrace.lake.Erasure;
import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk.Erased;
import io.millrace.run.BatchTalk.Planned;
import io.millrace.run.BatchTalk.Request;
import io.millrace.run.Role;
import io.millrace.run.UsageException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace erase}: a source or a product vanishes from the processed zone and the warehouses. */
@Command(
        name = "erase",
        header = "Erases all rows of a source, or of one product of it.",
        description = {
            "Whatever was observed before now goes from the processed zone and from every warehouse, and does not come"
                    + " back: not by a replay, and not by events that are still on their way. What is observed later is"
                    + " new and stays: remove the source's file first. Alerts about it go when it is loaded by a process"
                    + " that tells alerts, or when the next of these starts.",
            "The raw zone is immutable: there the original records stay until retention.raw removes them. Files of the"
                    + " processed zone whose place was taken are removed with those of all replaced batches. What could"
                    + " not be done, under failed/, stays."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace erase --source acme --dry-run        what would go",
            "  ./millrace erase --source acme --sku A-17       one product, once you say yes",
            "  ./millrace erase --source acme --yes            without asking"
        })
final class EraseCommand implements Callable<Integer> {
    static final String RAW = "The raw zone keeps the original records until retention.raw removes them.";

    private static final long LOOK_MILLIS = 100;

    @Mixin
    private Common common;

    @Option(names = "--source", required = true, paramLabel = "NAME", description = "Name of the source.")
    private String source;

    @Option(names = "--sku", paramLabel = "SKU", description = "Only this product, by the number that its rows have.")
    private String sku;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Only the rows of this dataset.")
    private String dataset;

    @Option(names = "--dry-run", description = "Tell what would go, and write nothing.")
    private boolean dry;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!dry && !yes && System.console() == null) {
            throw new UsageException("there is nobody to ask whether " + about()
                    + " is to be erased for good: look with" + " --dry-run what would go, then say --yes");
        }
        var settings = common.settings(List.of());
        var erasure = new Erasure(dataset, source, sku, Instant.now().truncatedTo(ChronoUnit.MICROS));
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try (var access = dry
                ? BatchAccess.toLook(settings, "erase")
                : BatchAccess.toDecide(settings, "erase", BatchesCommand.stages(settings, Role.CLEAN, Role.LOAD))) {
            err.println("looking through the processed zone …");
            err.flush();
            if (dry || !yes) {
                var would = access.ask(Request.erase(erasure, true), Erased.class);
                tell(would, out);
                out.flush();
                if (dry || would.decided().plans().isEmpty()) {
                    return 0;
                }
                if (!isWanted()) {
                    out.println("nothing is erased");
                    out.flush();
                    return 1;
                }
            }
            var erased = plan(access, erasure);
            if (erased == null) {
                return 1;
            }
            tell(erased, out);
            out.flush();
            var exit = new BatchOutcome(access, out, err).await(erased.decided());
            out.flush();
            return exit;
        }
    }

    /** Asks until no other plan is under way; null if a stop was asked for before, and nothing is erased. */
    private Erased plan(BatchAccess access, Erasure erasure) throws Exception {
        var err = spec.commandLine().getErr();
        try (var stop = new StopSignal()) {
            for (var told = false; ; told = true) {
                var erased = access.ask(Request.erase(erasure, false), Erased.class);
                if (!erased.busy()) {
                    return erased;
                }
                if (!told) {
                    err.println("waiting until no other batch is under way (./millrace batches list shows them) …");
                    err.flush();
                }
                if (stop.await(LOOK_MILLIS)) {
                    err.println("stopped; nothing is erased");
                    return null;
                }
            }
        }
    }

    private boolean isWanted() {
        var answer = System.console().readLine("Erase %s for good? [y/N] ", about());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private void tell(Erased erased, PrintWriter out) {
        if (!erased.without().isEmpty()) {
            out.println("left as they are, since their rows do not say of which "
                    + (sku == null ? "source" : "source and product") + " they are: "
                    + String.join(", ", erased.without()));
        }
        var removed = erased.decided().removed();
        if (!removed.isEmpty()) {
            out.println("left as they are, since retention removed files of theirs: " + BatchNumbers.words(removed)
                    + "; delete what warehouses still have of them by hand");
        }
        var plans = erased.decided().plans();
        if (plans.isEmpty()) {
            out.println("nothing in the processed zone is of " + about() + ": there is nothing to erase");
            return;
        }
        var would = plans.get(0).n() == 0 ? "would go: " : "goes: ";
        erased.rows().forEach((name, rows) -> out.println(would + Counted.of(rows, "row") + " of " + name));
        if (erased.rejected() > 0) {
            out.println(would + Counted.of(erased.rejected(), "rejected line"));
        }
        plans.forEach(plan -> out.println(words(plan)));
        out.println(RAW);
    }

    private static String words(Planned plan) {
        return (plan.n() == 0 ? "would write anew " : "batch " + plan.n() + " is planned: it writes anew ")
                + Counted.of(plan.files(), "file") + " with " + Counted.of(plan.lines(), "line") + " of "
                + BatchNumbers.words(plan.replaces()) + ", whose place it takes";
    }

    private String about() {
        return (sku == null ? "" : "product " + BatchTable.plain(sku) + " of ") + "source " + BatchTable.plain(source)
                + (dataset == null ? "" : " in " + dataset);
    }
}
