package io.millrace.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** How long a price takes from its page to the warehouse, against the pauses that are configured on its way. */
final class LatencyBench implements Bench {
    /** Of the demo: an object is at most a second old, then two rounds of two seconds. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final double TARGET = 1.1;
    private static final double MILLIS = 1000;
    private static final String P99 = """
            SELECT quantile_cont(epoch(l.loaded_at) - epoch(p.observed_at), 0.99) AS p99
            FROM prices AS p JOIN millrace_loads AS l ON l.batch = p.batch AND l.dataset = 'prices'
            WHERE p.observed_at > (SELECT min(observed_at) FROM prices) + INTERVAL 20 SECONDS
            """;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String what() {
        return "page to warehouse, 99th percentile, against the configured pauses (at most 1.1)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        progress.println("latency: a demo of 90 seconds");
        try (var demo = Child.start(folder, "demo", "--for", "90s", "--data", "data")) {
            while (demo.isRunning()) {
                Thread.sleep(INTERVAL.toMillis());
            }
            if (demo.await() != 0) {
                throw new IllegalStateException("the demo failed: " + demo.output());
            }
        }
        var file = folder.resolve("data/warehouse/local.duckdb");
        try (var connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                var statement = connection.createStatement();
                var result = statement.executeQuery(P99)) {
            result.next();
            return List.of(new Ratio(
                    name(),
                    result.getDouble(1),
                    "s",
                    "configured pauses",
                    INTERVAL.toMillis() / MILLIS,
                    TARGET,
                    false));
        }
    }
}
