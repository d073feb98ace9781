package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.config.Target;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.fetch.PageFetcher;
import io.millrace.run.Secrets;
import io.millrace.source.Source;
import io.millrace.source.SourceFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace check}: the configuration and what it names, looked at without writing anything. */
@Command(
        name = "check",
        header = "Checks all configuration and what it names, writing nothing.",
        description = {
            "Looks at settings, datasets and sources; at a page of each source, and what would be recorded of it; at the "
                    + "data folder, the port, the warehouses, the engine that cleans; for target aws also at who this is, the stream, the bucket and the Glue catalog.",
            "Of a listing or a sitemap it says what pages it gives; of each host whether a round over all sources fits.",
            "One line each: ok, warn or FAULT. Exit codes: 0 no fault, 1 something that is named does not work, 2 the "
                    + "configuration is faulty."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./millrace check               one page of each source",
            "  ./millrace check --pages 10    ten of each",
            "  ./millrace check --json        one JSON object a line"
        })
final class CheckCommand implements Callable<Integer> {
    /** Of a listing or a sitemap's index, without --all. */
    private static final int FEW_PARTS = 20;

    @Mixin
    private Common common;

    @Option(names = "--pages", paramLabel = "N", description = "Pages of each source (default: 1; 0 asks no site).")
    private int pages = 1;

    @Option(names = "--all", description = "All pages of each source.")
    private boolean all;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard, as run would be given it.")
    private String port;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (pages < 0) {
            throw new ParameterException(spec.commandLine(), "--pages takes a number from 0 up, not " + pages);
        }
        var report = new Report(spec.commandLine().getOut(), json);
        var settings = read(report, "settings", () -> common.quietSettings(flags()));
        if (settings.isEmpty()) {
            report.add(Finding.warn("sources", "not looked at before the settings are right"));
            return report.end();
        }
        checkSettings(settings.get(), report);
        var datasets = read(
                report,
                "datasets",
                () -> Datasets.load(settings.get().datasets()).all());
        datasets.ifPresent(declared -> report.add(Finding.ok("datasets", named(declared))));
        var sources =
                read(report, "sources", () -> SourceFiles.read(settings.get().sources()));
        new PlaceCheck(settings.get(), datasets.orElse(List.of()), report).check();
        if (settings.get().target() == Target.AWS) {
            new AwsCheck(settings.get().aws(), report).check();
            new CatalogCheck(settings.get(), report).check();
        }
        new EngineCheck(settings.get(), report).check();
        new AlertCheck(settings.get(), sources.orElse(List.of()), report).check();
        sources.ifPresent(declared -> checkSources(settings.get(), declared, report));
        return report.end();
    }

    /** What is read, or nothing, and its faults reported. */
    private static <T> Optional<T> read(Report report, String about, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigException e) {
            e.faults().forEach(fault -> report.add(Finding.wrong(about, fault.toString())));
            return Optional.empty();
        }
    }

    private static void checkSettings(Settings settings, Report report) {
        settings.warnings().forEach(warning -> report.add(Finding.warn("settings", warning)));
        var isToldThere = settings.alerts().channels().stream().anyMatch(channel -> channel.topic() != null);
        var target = settings.target() == Target.AWS
                ? "target aws"
                : "target local: AWS is not contacted" + (isToldThere ? " but for topics that alerts are told to" : "");
        var own = settings.origins().values().stream()
                .filter(origin -> !origin.equals("default"))
                .map(origin -> origin.replaceFirst(":\\d+$", ""))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        report.add(Finding.ok(
                "settings", target + (own.isEmpty() ? "; all by default" : "; set by " + String.join(", ", own))));
    }

    private static String named(List<Dataset> datasets) {
        return datasets.stream()
                .map(dataset -> dataset.name() + " (version " + dataset.version() + ")")
                .collect(Collectors.joining(", "));
    }

    private void checkSources(Settings settings, List<Source> sources, Report report) {
        report.add(Finding.ok(
                "sources",
                Counted.of(sources.size(), "source") + " with " + SourceSize.of(sources) + ", in the folder "
                        + settings.sources()));
        try (var fetcher = PageFetcher.open(settings.fetch())) {
            var loads = new HostLoads(Instant.now());
            var check = new SourceCheck(
                    fetcher, new SiteRules(new Secrets(settings.aws().region())::reveal), report, loads);
            sources.forEach(source ->
                    check.check(source, all ? Integer.MAX_VALUE : pages, all ? Integer.MAX_VALUE : FEW_PARTS));
            loads.findings().forEach(report::add);
        }
    }

    private List<Flag> flags() {
        var flags = new ArrayList<Flag>();
        if (port != null) {
            flags.add(new Flag("--port", "millrace.dashboard.port", port));
        }
        return flags;
    }
}
