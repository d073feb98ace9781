package io.millrace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks and prints, behind JMH's table, how far each is from its floor. */
public final class SpeedRun {
    private static final double PRICE_LIMIT_MICROS = 2;
    private static final double TARGET_OF_SAVED_PAGES = 1.3;
    private static final double MEDIAN = 50;

    private SpeedRun() {}

    /** Takes folders of saved pages to read too. */
    public static void main(String[] args) throws RunnerException {
        var folders = Arrays.stream(args).filter(arg -> !arg.isBlank()).toList();
        for (var folder : folders) {
            if (!Files.isDirectory(Path.of(folder))) {
                throw new IllegalArgumentException(
                        folder + " is no folder: give one that holds .html or .html.gz files");
            }
        }
        var pages = new ArrayList<String>();
        for (var page : SpeedPage.values()) {
            pages.add(page.name());
        }
        pages.addAll(folders);
        var results = new Runner(new OptionsBuilder()
                        .include(ExtractionSpeed.class.getName())
                        .include(PriceSpeed.class.getName())
                        .param("page", pages.toArray(String[]::new))
                        .addProfiler(CpuProfiler.class)
                        // Waits for the compiler: otherwise the warm-up of a busy machine ends before it is done.
                        .jvmArgs("-Xbatch", "-XX:+UseSerialGC", "-Xmx512m")
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        ratios(results, folders).forEach(System.out::println);
    }

    private static List<Ratio> ratios(Collection<RunResult> results, List<String> folders) {
        var ratios = new ArrayList<Ratio>();
        for (var page : SpeedPage.values()) {
            ratios.add(page.ratio(cpu(results, "extraction", page.name()), cpu(results, "parse", page.name()), "µs"));
        }
        for (var folder : folders) {
            ratios.add(new Ratio(
                    "saved pages",
                    cpu(results, "extraction", folder),
                    "µs",
                    "jsoup's parse",
                    cpu(results, "parse", folder),
                    TARGET_OF_SAVED_PAGES,
                    false));
        }
        for (var texts : List.of("everyday", "nasty")) {
            ratios.add(new Ratio(
                    texts + " price", cpu(results, "price", texts), "µs", "the limit", PRICE_LIMIT_MICROS, 1, false));
        }
        return ratios;
    }

    /** What a call of that method took with that parameter, in µs of processor time: the median of the iterations. */
    private static double cpu(Collection<RunResult> results, String method, String parameter) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .filter(result -> result.getParams().getParamsKeys().stream()
                        .anyMatch(key -> result.getParams().getParam(key).equals(parameter)))
                .map(result -> result.getSecondaryResults()
                        .get(CpuProfiler.LABEL)
                        .getStatistics()
                        .getPercentile(MEDIAN))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("JMH gave nothing of " + method + " " + parameter));
    }
}
