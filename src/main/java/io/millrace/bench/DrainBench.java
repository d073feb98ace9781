package io.millrace.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** How fast a backlog of eight shards is landed, against what the shards may give: 2 MB a second each. */
final class DrainBench implements Bench {
    private static final int SHARDS = 8;
    /** Half a minute's: the last object of each shard waits for its age, which is no matter of speed. */
    private static final int EVENTS = 600_000;

    private static final double SHARD_BYTES = 2 << 20;
    private static final double MEGA = 1e6;
    private static final double NANOS = 1e9;
    private static final double TARGET = 0.9;

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String what() {
        return "landing a backlog of 8 shards, bytes a second, against 2 MiB a second and shard (at least 0.9)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        progress.println("drain: filling 8 shards");
        var backlog = 0L;
        try (var workshop = Workshop.open(folder, SHARDS, false)) {
            var events = new Backlog(workshop.kinesis(), workshop.settings().aws().stream());
            events.put(EVENTS);
            backlog = events.bytes();
        }
        try (var workshop = Workshop.open(folder, SHARDS, true)) {
            var goals =
                    new Backlog(workshop.kinesis(), workshop.settings().aws().stream()).put(SHARDS * SHARDS * SHARDS);
            try (var child = workshop.run("land")) {
                while (workshop.positions().shards().isEmpty() && child.isRunning()) {
                    Thread.sleep(1);
                }
                progress.println("drain: landing " + backlog / (long) MEGA + " MB");
                var start = System.nanoTime();
                workshop.awaitLanded(goals, child);
                var seconds = (System.nanoTime() - start) / NANOS;
                return List.of(new Ratio(
                        name(),
                        backlog / seconds / MEGA,
                        "MB/s",
                        "8 shards at 2 MiB/s",
                        SHARDS * SHARD_BYTES / MEGA,
                        TARGET,
                        true));
            }
        }
    }
}
