package io.millrace.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Memory of a landing process with 64 shards against the same with one. */
final class MemoryBench implements Bench {
    private static final int MANY = 64;
    private static final int EVENTS = 200_000;
    private static final double MEGA = 1e6;
    private static final double TARGET = 1.2;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String what() {
        return "resident memory while landing 64 shards, against landing one (at most 1.2)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        var one = peak(folder.resolve("one"), 1, progress);
        var many = peak(folder.resolve("many"), MANY, progress);
        return List.of(new Ratio(name(), many / MEGA, "MB", "one shard", one / MEGA, TARGET, false));
    }

    private static double peak(Path folder, int shards, PrintWriter progress) throws Exception {
        progress.println("memory: landing " + EVENTS + " events from " + shards + " shards");
        try (var workshop = Workshop.open(folder, shards, false)) {
            var goals = new Backlog(workshop.kinesis(), workshop.settings().aws().stream()).put(EVENTS);
            try (var child = workshop.run("land")) {
                long peak = 0;
                while (!workshop.isLanded(goals)) {
                    if (!child.isRunning()) {
                        throw new IllegalStateException("the program ended too early: " + child.output());
                    }
                    peak = Math.max(peak, child.resident());
                    Thread.sleep(MANY);
                }
                return Math.max(peak, child.resident());
            }
        }
    }
}
