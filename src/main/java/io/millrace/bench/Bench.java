package io.millrace.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** A benchmark of the whole program on this machine. */
public interface Bench {
    /** All of them, in the order of the journey. */
    List<Bench> ALL = List.of(
            new FetchBench(),
            new PublishBench(),
            new LandBench(),
            new DrainBench(),
            new LoadBench(),
            new CleanBench(),
            new MemoryBench(),
            new LatencyBench(),
            new RestartBench(),
            new StatusBench(),
            new PriceBench(),
            new ExtractSpeedBench(),
            new DashboardBench(),
            new AlertsBench());

    /** As the command calls it. */
    String name();

    /** What it compares, in one sentence. */
    String what();

    /**
     * Measures.
     *
     * @param folder an empty folder, with room for about a gigabyte
     * @param progress is told what goes on
     */
    List<Ratio> run(Path folder, PrintWriter progress) throws Exception;
}
