package io.millrace.bench;

import io.millrace.run.SpoolFolder;
import io.millrace.stream.EventSpool;
import io.millrace.stream.SpoolWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast a full spool goes out, against what four shards may take: 1,000 records or 1 MiB a second each. */
final class PublishBench implements Bench {
    private static final int SHARDS = 4;
    private static final int EVENTS = 100_000;
    private static final double SHARD_RECORDS = 1_000;
    private static final double SHARD_BYTES = 1 << 20;
    private static final double NANOS = 1e9;
    private static final double TARGET = 0.95;
    private static final long SPOOL = 1_000_000_000;
    private static final long LOOK_MILLIS = 20;
    private static final int WRITERS = 64;

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public String what() {
        return "spool to stream, events a second, against 1,000 records or 1 MiB a second and shard (at least 0.95)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        try (var workshop = Workshop.open(folder, SHARDS, true)) {
            var spool = SpoolFolder.of(workshop.settings());
            progress.println("publish: spooling " + EVENTS + " events");
            var bytes = fill(spool);
            var life = lives(spool).get(0);
            var sources = Files.createDirectories(folder.resolve("sources"));
            Files.writeString(
                    sources.resolve("never.yaml"),
                    "source: never\ncron: 0 0 0 1 1 ?\npages: [https://never.example/p]\n");
            try (var child = workshop.run("fetch")) {
                while (workshop.isEmpty() && child.isRunning()) {
                    Thread.sleep(LOOK_MILLIS);
                }
                progress.println("publish: sending them");
                var start = System.nanoTime();
                while (Files.exists(life)) {
                    if (!child.isRunning()) {
                        throw new IllegalStateException("the program ended too early: " + child.output());
                    }
                    Thread.sleep(LOOK_MILLIS);
                }
                var rate = EVENTS * NANOS / (System.nanoTime() - start);
                var limit = SHARDS * Math.min(SHARD_RECORDS, SHARD_BYTES * EVENTS / bytes);
                return List.of(new Ratio(name(), rate, "events/s", "4 shards' limit", limit, TARGET, true));
            }
        }
    }

    private static List<Path> lives(Path spool) throws IOException {
        try (var folders = Files.list(spool)) {
            return folders.filter(Files::isDirectory).toList();
        }
    }

    /** Many at once, since each waits until its event is on the disk. */
    private static long fill(Path folder) throws Exception {
        var events = new Backlog(null, null);
        var writers = Executors.newFixedThreadPool(WRITERS);
        try (var spool = EventSpool.open(folder, SPOOL, Clock.systemUTC(), new Nobody())) {
            var written = new ArrayList<Future<?>>();
            for (var i = 0; i < EVENTS; i++) {
                var observation = events.observation();
                written.add(writers.submit(() -> {
                    spool.append(observation);
                    return null;
                }));
            }
            for (var one : written) {
                one.get();
            }
            return spool.state().bytes();
        } finally {
            writers.shutdownNow();
        }
    }

    private static final class Nobody implements SpoolWatch {
        @Override
        public void works() {
            // The benchmark waits for the events themselves.
        }

        @Override
        public void fails(Throwable reason) {
            // An append that fails says so by itself.
        }
    }
}
