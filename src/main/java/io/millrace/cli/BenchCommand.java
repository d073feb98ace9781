package io.millrace.cli;

import io.millrace.bench.Bench;
import io.millrace.bench.ExtractBench;
import io.millrace.bench.Ratio;
import io.millrace.dataset.Json;
import io.millrace.lake.WorkFolder;
import io.millrace.run.UsageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace bench}: figures as ratios to a floor of the same run. */
@Command(
        name = "bench",
        header = "Measures the program on this machine, as ratios to floors that the same run measures.",
        description = "Without a name: lists the benchmarks. They work in a temporary folder and take minutes.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class)
final class BenchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Benchmarks to run; all: every one.")
    private List<String> names = List.of();

    @Option(
            names = "--pages",
            paramLabel = "FOLDER",
            description = "Annotated pages for " + ExtractBench.NAME + ": saved pages, and expected.jsonl.")
    private Path pages;

    @Option(names = "--json", description = "One JSON line a figure.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        if (names.isEmpty()) {
            known().forEach(bench -> out.println(String.format("%-13s %s", bench.name(), bench.what())));
            return 0;
        }
        var met = true;
        for (var bench : chosen()) {
            for (var ratio : measured(bench, spec.commandLine().getErr())) {
                out.println(json ? line(ratio) : ratio.toString());
                out.flush();
                met &= ratio.isMet();
            }
        }
        return met ? 0 : 1;
    }

    private List<Bench> chosen() {
        if (names.contains("all")) {
            return Bench.ALL;
        }
        var chosen = new ArrayList<Bench>();
        for (var name : names) {
            chosen.add(known().stream()
                    .filter(bench -> bench.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("no benchmark is called " + name + "; there are all, "
                            + known().stream().map(Bench::name).collect(Collectors.joining(", ")))));
        }
        if (pages == null && names.contains(ExtractBench.NAME)) {
            throw new UsageException("bench " + ExtractBench.NAME + " needs --pages: a folder of annotated pages");
        }
        return chosen;
    }

    private List<Bench> known() {
        return Stream.concat(
                        Bench.ALL.stream(),
                        Stream.of(new ExtractBench(pages, spec.commandLine().getOut())))
                .toList();
    }

    private static List<Ratio> measured(Bench bench, PrintWriter progress) throws Exception {
        var folder = Files.createTempDirectory("millrace-bench-");
        try {
            return bench.run(folder, progress);
        } finally {
            WorkFolder.remove(folder);
        }
    }

    private static String line(Ratio ratio) {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", ratio.name());
        line.put("ratio", ratio.ratio());
        line.put("target", ratio.target());
        line.put("at_least", ratio.atLeast());
        line.put("met", ratio.isMet());
        line.put("measured", ratio.measured());
        line.put("floor", ratio.floor());
        line.put("floor_name", ratio.floorName());
        line.put("unit", ratio.unit());
        return new String(Json.bytes(line), StandardCharsets.UTF_8);
    }
}
