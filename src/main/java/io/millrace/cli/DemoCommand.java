package io.millrace.cli;

import io.millrace.config.Faults;
import io.millrace.config.Flag;
import io.millrace.config.Place;
import io.millrace.config.Scalar;
import io.millrace.local.providers.DemoProviders;
import io.millrace.local.providers.Stumble;
import io.millrace.local.shop.DemoShop;
import io.millrace.run.ControlPort;
import io.millrace.run.DataFolder;
import io.millrace.run.Finish;
import io.millrace.run.Pipeline;
import io.millrace.run.Rhythm;
import io.millrace.run.Role;
import io.millrace.run.Session;
import io.millrace.source.SourceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace demo}: everything on this machine, with the shops and the providers that it brings along. */
@Command(
        name = "demo",
        header = "Runs the whole pipeline on this machine, offline, with built-in shops and five cities.",
        description =
                "The shops' prices move, and so do the cities' weather and flights; the stream, the bucket, the DuckDB"
                        + " warehouse and the dashboard are local.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace demo              until Ctrl-C",
            "  ./millrace demo --for 90s    stops by itself, with everything carried through"
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int FAILURE_PERCENT = 1;
    private static final long SEED = 20_261_121;

    @Mixin
    private Common common;

    @Option(names = "--for", paramLabel = "DURATION", description = "Stop by itself after that time, as 90s or 5m.")
    private String length;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard (default: 8080 or a free one).")
    private String port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var millis = length == null ? Long.MAX_VALUE : length();
        var plain = common.loggedSettings(flags(), () -> true);
        var settings = plain.with(plain.alerts().ofDemo());
        Session.check(settings, DataFolder.Kind.DEMO);
        ControlPort.check(settings.dashboard().host(), settings.dashboard().port());
        var out = spec.commandLine().getOut();
        try (var stop = new StopSignal();
                var shop = DemoShop.start(Clock.systemUTC(), SEED, FAILURE_PERCENT);
                // Who says that he is asked too often is left alone for an hour, which no demo lasts.
                var providers = DemoProviders.start(Clock.systemUTC(), SEED, Stumble.UNAVAILABLE);
                var session = Session.open(settings, "demo", DataFolder.Kind.DEMO)) {
            var files = shop.sourceFiles(ROUND);
            files.putAll(providers.sourceFiles());
            var sources = sources(files, settings.data());
            var control = ControlPort.choose(
                    settings.dashboard().host(),
                    settings.dashboard().port(),
                    settings.operate().port());
            var pipeline = session.start(Role.all(), sources, Rhythm.SCHEDULED, control);
            out.println("dashboard: " + control.url());
            out.println("cities:    " + control.url() + "/#cities");
            shop.fronts().forEach(front -> out.println("shop " + front.name() + ": " + front.base()));
            out.println("providers of city signals: " + providers.base());
            out.println("ask it:    ./millrace query" + common.dataFlag() + " \"SELECT * FROM last_price LIMIT 10\"");
            out.println("the sums:  ./millrace status" + common.dataFlag());
            out.println("alerts:    ./millrace alerts list" + common.dataFlag());
            out.println(length == null ? "Ctrl-C stops." : "Stops by itself after " + length + ".");
            out.flush();
            var summary = new Summary(pipeline.progress(), Role.all(), pipeline::sources, pipeline.statusAtStart());
            var stopped = stop.await(millis);
            return finish(pipeline, summary, stop, stopped);
        }
    }

    private int finish(Pipeline pipeline, Summary summary, StopSignal stop, boolean stopped) throws Exception {
        var err = spec.commandLine().getErr();
        err.println("stopping: what was published is carried through first");
        err.flush();
        pipeline.stopScraping();
        var fault = new Finish(pipeline, Role.all(), err::println).await(stopped ? DemoCommand::pause : stop::await);
        return summary.print(pipeline, fault, spec.commandLine().getOut());
    }

    /** Who has asked for a stop already cannot ask again: what is left is bounded by the stages' own failures. */
    private static boolean pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return false;
    }

    private List<Flag> flags() {
        var flags = new ArrayList<Flag>();
        flags.add(new Flag("demo", "millrace.target", "local"));
        flags.add(new Flag("demo", "millrace.land.max-age", "1s"));
        flags.add(new Flag("demo", "millrace.clean.every", "2s"));
        flags.add(new Flag("demo", "millrace.load.every", "2s"));
        flags.add(new Flag("demo", "millrace.alerts.every", "2s"));
        if (port != null) {
            flags.add(new Flag("--port", "millrace.dashboard.port", port));
        }
        return flags;
    }

    private long length() {
        var faults = new Faults();
        var read = new Scalar(length, new Place("--for", 0, ""), faults).duration(SHORTEST, LONGEST);
        faults.throwIfAny();
        return read.orElseThrow().toMillis();
    }

    /** The source files, written where a user can read them. */
    private static SourceFolder sources(Map<String, String> files, Path data) throws IOException {
        var folder = Files.createDirectories(data.resolve("sources"));
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return SourceFolder.open(folder);
    }
}
