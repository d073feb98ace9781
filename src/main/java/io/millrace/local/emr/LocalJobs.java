package io.millrace.local.emr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.millrace.local.emr.LocalJob.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs one after the other, and keeps what became of them in a folder, one file each. Thread-safe. */
final class LocalJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJobs.class);
    private static final String ENDING = ".json";
    private static final int GRACE_SECONDS = 10;
    private static final int ID_LENGTH = 14;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path folder;
    private final JobRunner runner;
    private final Clock clock;
    private final Map<String, LocalJob> jobs = new HashMap<>();
    private final Map<String, Future<?>> running = new HashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "emr-job");
        thread.setDaemon(true);
        return thread;
    });

    /** @param folder where jobs are kept; those that an earlier life of it ran count as ended with that */
    LocalJobs(Path folder, JobRunner runner, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.runner = runner;
        this.clock = clock;
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                var job = MAPPER.readValue(file.toFile(), LocalJob.class);
                jobs.put(job.id(), job);
            }
        }
        list(job -> !job.isOver()).forEach(job -> keep(job.interrupted(clock.instant())));
    }

    /**
     * Takes a job.
     *
     * @param arguments of its main class
     */
    synchronized LocalJob submit(Api api, JsonNode request, List<String> arguments) {
        var random = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
        var job = LocalJob.of(api.id(random), api, request, clock.instant());
        keep(job);
        running.put(job.id(), worker.submit(() -> run(job.id(), arguments)));
        return job;
    }

    synchronized Optional<LocalJob> find(Api api, String id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> job.api() == api);
    }

    /** Newest first. */
    synchronized List<LocalJob> list(Predicate<LocalJob> which) {
        return jobs.values().stream()
                .filter(which)
                .sorted(Comparator.comparing(LocalJob::created).reversed())
                .toList();
    }

    /** Asks for a job's end; one that has not begun is over at once. */
    synchronized void cancel(String id) {
        var job = jobs.get(id);
        if (job.isOver()) {
            return;
        }
        keep(job.started() == null ? job.cancelled(clock.instant()) : job.ending());
        running.get(id).cancel(true);
    }

    /** Ends what runs. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("emr closed with a job still running after {} seconds", GRACE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        list(job -> !job.isOver()).forEach(job -> change(job.id(), one -> one.interrupted(clock.instant())));
    }

    private void run(String id, List<String> arguments) {
        var work = folder.resolve(id);
        if (change(id, job -> job.running(work.resolve("spark.log").toString(), clock.instant()))) {
            try {
                runner.run(arguments, Files.createDirectories(work));
                change(id, job -> job.done(clock.instant()));
            } catch (InterruptedException e) {
                change(
                        id,
                        job -> worker.isShutdown() ? job.interrupted(clock.instant()) : job.cancelled(clock.instant()));
            } catch (Exception e) {
                LOG.warn("emr job={} failed: {}", id, e.getMessage());
                change(id, job -> job.failed(e.getMessage(), clock.instant()));
            }
        }
    }

    /** False where it is over already. */
    private synchronized boolean change(String id, UnaryOperator<LocalJob> how) {
        var job = jobs.get(id);
        if (job.isOver()) {
            return false;
        }
        keep(how.apply(job));
        return true;
    }

    private void keep(LocalJob job) {
        jobs.put(job.id(), job);
        var file = folder.resolve(job.id() + ENDING);
        var half = folder.resolve(job.id() + ".half");
        try {
            Files.write(half, MAPPER.writeValueAsBytes(job));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
