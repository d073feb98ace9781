package io.millrace.emr;

import io.millrace.lake.AbsentException;
import io.millrace.lake.AttemptIds;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import io.millrace.lake.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Cleans a batch by Spark on this machine, over copies of what it reads. Thread-safe. */
public final class SparkLocal {
    /**
     * One try.
     *
     * @param lake folder laid out as the lake: the plan and what it reads, and what the job wrote
     * @param work folder of all of it, with the log
     */
    public record Try(Plan plan, String attempt, Path lake, Path work) {}

    private static final long LOOK_MILLIS = 200;

    private final ObjectStore store;
    private final Supplier<SparkProcess> spark;
    private final Path work;
    private final AttemptIds ids;
    private final BooleanSupplier stopping;

    /**
     * @param spark looked for anew with each try, so that it may be installed meanwhile
     * @param work folder for the files of running attempts
     * @param stopping whether this process is being stopped, which ends the job
     */
    public SparkLocal(
            ObjectStore store, Supplier<SparkProcess> spark, Path work, AttemptIds ids, BooleanSupplier stopping) {
        this.store = store;
        this.spark = spark;
        this.work = work;
        this.ids = ids;
        this.stopping = stopping;
    }

    /**
     * Copies the plan and all that it reads.
     *
     * @throws IllegalStateException if an object is gone
     */
    public Try bring(Plan plan) throws IOException {
        Files.createDirectories(work);
        var folder = Files.createTempDirectory(work, "batch-" + plan.n() + "-");
        var lake = folder.resolve("lake");
        try {
            bring(Plan.key(plan.n()), lake);
            for (var object : plan.objects()) {
                bring(object.key(), lake);
            }
            for (var file : plan.files()) {
                bring(file, lake);
            }
        } catch (IOException | RuntimeException e) {
            WorkFolder.remove(folder);
            throw e;
        }
        return new Try(plan, ids.next(), lake, folder);
    }

    /**
     * Runs the job to its end; of one that failed only the log stays.
     *
     * @throws SparkFailedException if it failed or took longer than it may
     * @throws AbsentException if there is no Spark, or no jar of the job, or this process stops
     */
    public void run(Try one) throws IOException, InterruptedException {
        try {
            var process = process();
            var call = List.of(
                    "--lake",
                    one.lake().toUri().toString(),
                    "--plan",
                    Long.toString(one.plan().n()),
                    "--attempt",
                    one.attempt());
            try (var running = process.start(SparkProcess.CLEAN, call, one.work())) {
                await(running);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            WorkFolder.remove(one.lake());
            WorkFolder.remove(one.work().resolve("spill"));
            throw e;
        }
    }

    private void await(SparkProcess.Running running) throws IOException, InterruptedException {
        var end = System.nanoTime() + running.limit().toNanos();
        while (!running.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stopping.getAsBoolean()) {
                throw new AbsentException("this program stops, and the Spark job with it");
            }
            if (System.nanoTime() - end > 0) {
                throw new SparkFailedException("the Spark job was ended as it took longer than " + running.limit()
                        + "; its log is " + running.log());
            }
        }
        running.await();
    }

    private SparkProcess process() {
        SparkProcess process;
        try {
            process = spark.get();
        } catch (IllegalStateException e) {
            throw new AbsentException(e.getMessage());
        }
        if (!Files.isRegularFile(process.job())) {
            throw new AbsentException(
                    "there is no " + process.job() + ", the jar of the Spark job: build it with mvn package");
        }
        return process;
    }

    private void bring(String key, Path lake) throws IOException {
        var content = store.get(key).orElseThrow(() -> new IllegalStateException(key + " is gone"));
        var file = lake.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
