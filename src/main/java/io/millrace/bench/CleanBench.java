package io.millrace.bench;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.emr.SparkHome;
import io.millrace.emr.SparkProcess;
import io.millrace.lake.FolderStore;
import io.millrace.lake.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Processor time of cleaning, by the embedded engine and by the Spark job, each against SQL written by hand for the one
 * dataset, and how it grows. {@code MILLRACE_BENCH_EVENTS} says how many events.
 */
final class CleanBench implements Bench {
    private static final int EVENTS = 5_000_000;
    private static final int SHARE = 5;
    private static final double AGAINST_SQL = 1.5;
    private static final double LINEAR = 1.1;
    private static final double MEGA = 1e6;
    private static final Duration LIMIT = Duration.ofHours(1);

    @Override
    public String name() {
        return "clean";
    }

    @Override
    public String what() {
        return "cleaning 5,000,000 events (MILLRACE_BENCH_EVENTS), processor time against SQL of DuckDB and of Spark (at"
                + " most 1.5), and growth (at most 1.1); needs Spark (clean.spark-home) and about 4 GB of disk";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        var asked = System.getenv("MILLRACE_BENCH_EVENTS");
        var events = asked == null ? EVENTS : Integer.parseInt(asked);
        var few = filled(folder.resolve("few"), events / SHARE, progress);
        var many = filled(folder.resolve("many"), events, progress);
        var ratios = new ArrayList<Ratio>();
        ratios.addAll(ratios(
                "embedded",
                measured("the embedded engine", many, progress, this::embedded),
                measured("the embedded engine, a fifth", few, progress, this::embedded),
                "SQL of DuckDB",
                measured("SQL of DuckDB", many, progress, this::duckDb)));
        ratios.addAll(ratios(
                "spark",
                measured("the Spark job", many, progress, this::sparkJob),
                measured("the Spark job, a fifth", few, progress, this::sparkJob),
                "SQL of Spark",
                measured("SQL of Spark", many, progress, this::sparkSql)));
        return ratios;
    }

    private static List<Ratio> ratios(String name, Measured many, Measured few, String sql, Measured floor) {
        return List.of(
                new Ratio(name, many.seconds(), "CPU s", sql, floor.seconds(), AGAINST_SQL, false),
                new Ratio(
                        name, many.seconds(), "CPU s", SHARE + " times a fifth", SHARE * few.seconds(), LINEAR, false),
                new Ratio(name, many.peak() / MEGA, "MB", sql, floor.peak() / MEGA, AGAINST_SQL, false));
    }

    private static Path filled(Path folder, int events, PrintWriter progress) throws IOException {
        progress.println("clean: writing " + events + " events");
        progress.flush();
        new CleanZone().fill(new FolderStore(folder), events);
        return folder;
    }

    private interface Start {
        /** @param work an empty folder, where its log is to be {@code spark.log} or {@code log} */
        Process start(Path lake, Path work) throws IOException;
    }

    private static Measured measured(String what, Path lake, PrintWriter progress, Start start)
            throws IOException, InterruptedException {
        var work = Files.createTempDirectory(lake.getParent(), "work-");
        var began = System.nanoTime();
        var process = start.start(lake, work);
        var sparkLog = work.resolve("spark.log");
        var measured = Measured.of(process, Files.exists(sparkLog) ? sparkLog : work.resolve("log"));
        progress.println(String.format(
                "clean: %s took %.1f s, %.1f of the processor, at most %.0f MB",
                what, (System.nanoTime() - began) / 1e9, measured.seconds(), measured.peak() / MEGA));
        progress.flush();
        WorkFolder.remove(work);
        return measured;
    }

    private Process embedded(Path lake, Path work) throws IOException {
        return child("embedded", lake.toString(), work);
    }

    private Process duckDb(Path lake, Path work) throws IOException {
        return child("duckdb", sql("clean-duckdb.sql", lake, work, work.resolve("out.parquet")), work);
    }

    private static Process child(String what, String argument, Path work) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Child.jar().toString(),
                        CleanChild.class.getName(),
                        what,
                        argument,
                        work.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile())
                .start();
    }

    private Process sparkJob(Path lake, Path work) throws IOException {
        var attempt = work.getFileName().toString();
        return spark().start(
                        SparkProcess.CLEAN,
                        List.of("--lake", lake.toUri().toString(), "--plan", "1", "--attempt", attempt),
                        work)
                .process();
    }

    private Process sparkSql(Path lake, Path work) throws IOException {
        return spark().start(
                        "io.millrace.spark.RunSql",
                        List.of(sql("clean-spark.sql", lake, work, work.resolve("out"))),
                        work)
                .process();
    }

    private static SparkProcess spark() throws IOException {
        var clean = Settings.load(Optional.empty(), List.<Flag>of()).clean();
        var target = Child.jar().getParent();
        var threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        return new SparkProcess(
                SparkHome.find(clean.sparkHome(), System.getenv(), target),
                target.resolve("millrace-spark.jar"),
                SparkProcess.longFlags(clean.sparkMemory(), threads),
                threads,
                LIMIT);
    }

    /** Writes a statement with its places filled in, and answers where. */
    private static String sql(String name, Path lake, Path work, Path out) throws IOException {
        try (InputStream in = CleanBench.class.getResourceAsStream("/bench/" + name)) {
            var text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            var file = work.resolve(name);
            Files.writeString(
                    file,
                    text.replace("{{raw}}", lake.resolve("raw").toString()).replace("{{out}}", out.toString()));
            return file.toString();
        }
    }
}
