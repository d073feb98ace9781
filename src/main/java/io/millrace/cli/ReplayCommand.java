package io.millrace.cli;

import io.millrace.clean.BatchNumbers;
import io.millrace.clean.Replays;
import io.millrace.config.Settings;
import io.millrace.lake.BatchKind;
import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk.Decided;
import io.millrace.run.BatchTalk.Loaded;
import io.millrace.run.BatchTalk.Planned;
import io.millrace.run.BatchTalk.Request;
import io.millrace.run.Role;
import io.millrace.run.UsageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace replay}: a range of the raw zone, cleaned and loaded again. */
@Command(
        name = "replay",
        header = "Cleans a range of the raw zone again, with the parsers and declarations of now, and loads it.",
        description = "Whole batches are read again: those with a record that arrived in the range. Over data that is"
                + " fine no value changes. With --warehouse nothing is cleaned: what is in that warehouse is put right"
                + " from the files of the range's batches.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace replay --from 2026-11-20 --to 2026-11-21 --rejected --suspects",
            "  ./millrace replay --from 2026-11-20 --to 2026-11-21 --dry-run",
            "  ./millrace replay --from 2026-11-20T06:00:00Z --to 2026-11-20T09:00:00Z --rejected",
            "  ./millrace replay --from 2026-11-20 --to 2026-11-21 --warehouse local"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "Arrival of the first records: a date or a time of RFC 3339, UTC.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "The end of the range, exclusive.")
    private String to;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Only the lines of this dataset.")
    private String dataset;

    @Option(names = "--rejected", description = "Only the lines that were rejected, whose batches otherwise stay.")
    private boolean rejected;

    @Option(
            names = "--suspects",
            description =
                    "Take lines as true that were rejected as suspect: somebody has looked, and the prices are so.")
    private boolean suspects;

    @Option(
            names = "--warehouse",
            paramLabel = "NAME",
            description = "Load the batches of the range into this warehouse again, and clean nothing.")
    private String warehouse;

    @Option(names = "--dry-run", description = "Tell what would be read and replaced, and write nothing.")
    private boolean dry;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var range = new Replays.Range(
                ArrivalTime.parse("--from", from), ArrivalTime.parse("--to", to), dataset, rejected, suspects);
        if (warehouse != null && suspects) {
            throw new UsageException("--warehouse loads what is cleaned, --suspects cleans again: give one of them");
        }
        if (warehouse != null && rejected) {
            throw new UsageException("--warehouse loads what is cleaned, --rejected cleans again: give one of them");
        }
        var settings = common.settings(List.of());
        if (warehouse != null) {
            return loadAgain(settings, range);
        }
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try (var access = dry
                ? BatchAccess.toLook(settings, "replay")
                : BatchAccess.toDecide(settings, "replay", BatchesCommand.stages(settings, Role.CLEAN, Role.LOAD))) {
            err.println("looking for the batches …");
            err.flush();
            var decided = access.ask(Request.replay(range, dry), Decided.class);
            tell(decided, range, out);
            out.flush();
            var exit = dry ? 0 : new BatchOutcome(access, out, err).await(decided);
            out.flush();
            return exit;
        }
    }

    private int loadAgain(Settings settings, Replays.Range range) throws Exception {
        var out = spec.commandLine().getOut();
        try (var access = BatchAccess.toLoad(settings, "replay", dry)) {
            spec.commandLine().getErr().println("loading again …");
            spec.commandLine().getErr().flush();
            var loaded = access.ask(Request.repair(range, warehouse, dry), Loaded.class);
            tellHeld(loaded.held(), out);
            var nothing = (loaded.batches().isEmpty() ? "no batch has a record" : "none of its batches has a record")
                    + " that arrived from " + range.from() + " to " + range.to() + ": there is nothing to do";
            var exit = 0;
            if (dry) {
                LoadWords.outlook(loaded, nothing, out);
            } else {
                exit = LoadWords.tell(loaded, nothing, out);
            }
            out.flush();
            return exit;
        }
    }

    private static void tellHeld(List<Long> held, PrintWriter out) {
        if (!held.isEmpty()) {
            out.println("left out, being held: " + BatchNumbers.words(held) + " (./millrace batches show tells why)");
        }
    }

    private static void tell(Decided decided, Replays.Range range, PrintWriter out) {
        tellHeld(decided.held(), out);
        if (!decided.partly().isEmpty()) {
            out.println("left out, being cleaned again for one dataset alone: " + BatchNumbers.words(decided.partly())
                    + "; replay them without --rejected");
        }
        if (!decided.removed().isEmpty()) {
            out.println("left out, removed by retention: what " + BatchNumbers.words(decided.removed())
                    + " would be cleaned from; their rows stay as they are");
        }
        if (decided.plans().isEmpty()) {
            out.println((range.rejected() ? "no line is rejected" : "no batch read a record") + " that arrived from "
                    + range.from() + " to " + range.to() + ": there is nothing to do");
        }
        decided.plans().forEach(plan -> out.println(words(plan)));
    }

    private static String words(Planned plan) {
        var rejected = plan.kind() == BatchKind.REJECTED;
        var reads = rejected
                ? Counted.of(plan.lines(), "rejected line")
                : Counted.of(plan.lines(), "record") + " in " + Counted.of(plan.objects(), "object");
        var of = BatchNumbers.words(plan.replaces());
        var verb = plan.n() == 0 ? "would read " : "batch " + plan.n() + " is planned: it reads ";
        return verb + reads + " of " + of + (rejected ? ", whose rows stay" : ", whose place it takes");
    }
}
