package io.millrace.cli;

import io.millrace.clean.BatchNumbers;
import io.millrace.clean.BatchReport;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.dataset.Json;
import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk;
import io.millrace.run.BatchTalk.Action;
import io.millrace.run.BatchTalk.Decided;
import io.millrace.run.BatchTalk.Request;
import io.millrace.run.RequestedCancel;
import io.millrace.run.Role;
import io.millrace.run.UsageException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace batches}: what was cleaned, and what is held. */
@Command(
        name = "batches",
        header = "Shows the batches of the cleaning stage, and decides on those that are held.",
        description =
                "A batch is held when an event in it is newer than this program, when it failed five times, or when the quality"
                        + " gate stopped it (clean.gate).",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace batches list          the last twenty, and all that are held",
            "  ./millrace batches show 17       why it is held, and what it holds",
            "  ./millrace batches release 17    cleans it after all",
            "  ./millrace batches drop 17       gives it up; its records stay in the raw zone",
            "  ./millrace batches cancel 17     ends the job on EMR that cleans it",
            "  ./millrace batches compact       writes the small files of closed days anew in few"
        })
final class BatchesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name what to do: list, show N, release N, drop N, cancel N or compact");
    }

    /** What needs a cleaning stage: none is taken over on AWS, where one runs elsewhere. */
    static Set<Role> stages(Settings settings, Role... roles) {
        return settings.target() == Target.AWS ? Set.of() : Set.of(roles);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows the last batches and all that are held, newest last.")
    int list(
            @Mixin Common common,
            @Option(names = "--last", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
                    int last,
            @Option(names = "--json", description = "One JSON object a batch.") boolean json)
            throws Exception {
        if (last < 0) {
            throw new UsageException("--last takes a number from 0 on, not " + last);
        }
        try (var access = BatchAccess.toLook(common.settingsWithoutWarehouses(), "batches")) {
            var listed = access.ask(Request.list(last), BatchTalk.Listed.class).batches();
            var out = spec.commandLine().getOut();
            if (json) {
                listed.forEach(line -> out.println(text(line)));
            } else if (listed.isEmpty()) {
                out.println("no batch is planned yet");
            } else {
                BatchTable.print(listed, out);
            }
            out.flush();
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows all of one batch.")
    int show(
            @Mixin Common common,
            @Parameters(paramLabel = "N", description = "Number of the batch.") long n,
            @Option(names = "--json", description = "As one JSON object.") boolean json)
            throws Exception {
        try (var access = BatchAccess.toLook(common.settingsWithoutWarehouses(), "batches")) {
            var whole = access.ask(Request.about(Action.SHOW, List.of(n)), BatchReport.Whole.class);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(text(whole));
            } else {
                BatchWords.print(whole, out);
            }
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Cleans held batches after all, each as a batch of its own.")
    int release(
            @Mixin Common common,
            @Parameters(paramLabel = "N", arity = "1..*", description = "Numbers of held batches.") List<Long> numbers)
            throws Exception {
        return decide(common, Action.RELEASE, numbers);
    }

    @Command(
            name = "drop",
            mixinStandardHelpOptions = true,
            description = "Gives held batches up; their records stay in the raw zone.")
    int drop(
            @Mixin Common common,
            @Parameters(paramLabel = "N", arity = "1..*", description = "Numbers of held batches.") List<Long> numbers)
            throws Exception {
        return decide(common, Action.DROP, numbers);
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description =
                    "Ends the job on EMR that cleans a batch. That counts as a failed attempt, and after the fifth the"
                            + " batch is held.")
    int cancel(@Mixin Common common, @Parameters(paramLabel = "N", description = "Number of the batch.") long n) {
        var job = RequestedCancel.cancel(common.settingsWithoutWarehouses(), n)
                .orElseThrow(() -> new UsageException("no job is under way that cleans batch " + n
                        + " (./millrace batches show " + n + " tells of those that were)"));
        var out = spec.commandLine().getOut();
        out.println("job " + job + " is asked to end; the cleaning stage counts a failed attempt and makes another");
        out.flush();
        return 0;
    }

    @Command(
            name = "compact",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the small files of closed days anew in few, each row as it is. The clean stage does so by"
                            + " itself (compact.after, compact.every).")
    int compact(
            @Mixin Common common,
            @Option(
                            names = "--to",
                            paramLabel = "DAY",
                            description = "Batches with rows of days before this one, UTC (default: of closed days).")
                    LocalDate to,
            @Option(names = "--dry-run", description = "Tell what would be written anew, and write nothing.")
                    boolean dry)
            throws Exception {
        var settings = common.settings(List.of());
        try (var access = dry
                ? BatchAccess.toLook(settings, "batches")
                : BatchAccess.toDecide(settings, "batches", stages(settings, Role.CLEAN, Role.LOAD))) {
            var out = spec.commandLine().getOut();
            var decided = access.ask(Request.compact(to, dry), Decided.class);
            if (decided.plans().isEmpty()) {
                out.println("no batches have files that would be fewer: there is nothing to do");
            }
            decided.plans()
                    .forEach(plan -> out.println(
                            (dry ? "would write anew " : "batch " + plan.n() + " is planned: it writes anew ")
                                    + Counted.of(plan.files(), "file") + " with " + Counted.of(plan.lines(), "line")
                                    + " of " + BatchNumbers.words(plan.replaces())));
            out.flush();
            var exit =
                    dry ? 0 : new BatchOutcome(access, out, spec.commandLine().getErr()).await(decided);
            out.flush();
            return exit;
        }
    }

    private int decide(Common common, Action action, List<Long> numbers) throws Exception {
        var settings = common.settings(List.of());
        try (var access = BatchAccess.toDecide(settings, "batches", stages(settings, Role.CLEAN, Role.LOAD))) {
            var out = spec.commandLine().getOut();
            var decided = access.ask(Request.about(action, numbers), Decided.class);
            decided.plans()
                    .forEach(plan -> out.println("batch " + plan.n() + " is planned: it "
                            + (action == Action.DROP
                                    ? "gives up " + BatchNumbers.words(plan.replaces())
                                            + ", whose records stay in the raw zone"
                                    : "cleans " + Counted.of(plan.lines(), "record") + " of "
                                            + BatchNumbers.words(plan.replaces()))));
            out.flush();
            var exit = new BatchOutcome(access, out, spec.commandLine().getErr()).await(decided);
            out.flush();
            return exit;
        }
    }

    private static String text(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}
