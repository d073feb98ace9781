package io.millrace.cli;

import io.millrace.dataset.Json;
import io.millrace.reconcile.Status;
import io.millrace.run.SourceAccess;
import io.millrace.run.SourceDesk.Action;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace sources}: how the sources are doing; pauses and resumes them. */
@Command(
        name = "sources",
        header = "Lists the sources: whether they are running, their pages, rounds and alarms.",
        description = "Of the process that runs on the data folder; without one, what it knew last. A paused source is"
                + " asked for nothing until it is resumed, also after a restart; run --once looks at it all the same.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace sources",
            "  ./millrace sources pause acme      leaves the site in peace, also after a restart",
            "  ./millrace sources resume acme"
        })
final class SourcesCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return tell(SourceAccess.ask(common.settingsWithoutWarehouses(), Action.LIST, null));
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Takes what waits of the source out of the queue and begins no round of it.")
    int pause(@Mixin Common common, @Parameters(paramLabel = "NAME", description = "The source.") String name)
            throws Exception {
        return tell(SourceAccess.ask(common.settingsWithoutWarehouses(), Action.PAUSE, name));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Begins the source's rounds again, the first at once.")
    int resume(@Mixin Common common, @Parameters(paramLabel = "NAME", description = "The source.") String name)
            throws Exception {
        return tell(SourceAccess.ask(common.settingsWithoutWarehouses(), Action.RESUME, name));
    }

    private int tell(List<Status.Source> sources) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.bytes(Map.of("sources", sources)), StandardCharsets.UTF_8));
        } else {
            sources.forEach(source -> {
                out.println(words(source));
                source.alarms()
                        .forEach(alarm -> out.println("  ALARM " + StatusTable.words(Json.MAPPER.valueToTree(alarm))));
            });
        }
        out.flush();
        return 0;
    }

    private static String words(Status.Source source) {
        return String.format(
                Locale.ROOT,
                "%-20s %-8s %s%s%s%s%s",
                source.source(),
                source.state(),
                Counted.of(source.pages(), "page"),
                source.gone() == 0 ? "" : ", " + source.gone() + " gone",
                source.succeeded() == null
                        ? ", none read yet"
                        : ", last read " + source.succeeded().truncatedTo(ChronoUnit.SECONDS),
                source.roundSeconds() == null ? "" : ", last round " + source.roundSeconds() + " s",
                source.next() == null ? "" : ", next " + source.next().truncatedTo(ChronoUnit.SECONDS));
    }
}
