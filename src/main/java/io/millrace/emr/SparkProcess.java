package io.millrace.emr;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a Spark job on this machine, in a process of its own. Thread-safe.
 *
 * @param job jar of the job
 * @param flags of its JVM beside those that Spark needs, as the size of its heap
 * @param threads tasks at a time
 * @param limit how long it may take
 */
public record SparkProcess(SparkHome home, Path job, List<String> flags, int threads, Duration limit) {
    /** The job that cleans a batch. */
    public static final String CLEAN = "io.millrace.spark.CleanJob";

    public SparkProcess {
        flags = List.copyOf(flags);
    }

    /** Flags for batches that take minutes. */
    public static List<String> longFlags(long memory, int threads) {
        return List.of("-XX:+UseParallelGC", "-XX:ParallelGCThreads=" + threads, "-Xmx" + memory);
    }

    /** A job that was started. */
    public record Running(Process process, Path log, Duration limit) implements AutoCloseable {
        /**
         * Waits for its end; whoever is interrupted meanwhile ends it.
         *
         * @throws SparkFailedException if it failed or took longer than it may
         */
        public void await() throws InterruptedException, IOException {
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new SparkFailedException(
                            "the Spark job was ended as it took longer than " + limit + "; its log is " + log);
                }
            } finally {
                close();
            }
            if (process.exitValue() != 0) {
                throw new SparkFailedException("the Spark job ended with exit code " + process.exitValue() + ": "
                        + SparkLog.lastError(log) + "; its log is " + log);
            }
        }

        /** Ends it at once where it still runs; what it has written counts for nothing. */
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /**
     * Runs the job that cleans a batch, to its end.
     *
     * @param lake URI of the lake's root
     * @param work folder for what it spills and for its log, {@code spark.log}
     * @throws SparkFailedException if it failed or took longer than it may
     */
    public void clean(String lake, long n, String attempt, Path work) throws IOException, InterruptedException {
        start(CLEAN, List.of("--lake", lake, "--plan", Long.toString(n), "--attempt", attempt), work)
                .await();
    }

    /**
     * Starts a class of the job's jar.
     *
     * @param work folder for what it spills and for its log, {@code spark.log}
     */
    public Running start(String main, List<String> arguments, Path work) throws IOException {
        if (!Files.isRegularFile(job)) {
            throw new SparkFailedException(
                    "there is no " + job + ", the jar of the Spark job: build it with mvn package");
        }
        var spill = Files.createDirectories(work.resolve("spill"));
        var log = work.resolve("spark.log");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaFlags.OF_SPARK);
        command.addAll(flags);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + spill,
                "-Dspark.master=local[" + threads + "]",
                "-Dspark.local.dir=" + spill,
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1"));
        command.addAll(List.of("-cp", job + File.pathSeparator + home.classPath(), main));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Running(process, log, limit);
    }
}
