package io.millrace.bench;

import io.millrace.local.shop.DemoShop;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** From a kill -9 to the moment at which everything that was in the stream is in the warehouse. */
final class RestartBench implements Bench {
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(10);
    private static final long SEED = 20_261_121;
    private static final long LOOK_MILLIS = 200;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1000;

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public String what() {
        return "kill -9 to caught up, against one interval and 10 seconds (at most 1)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        try (var shop = DemoShop.start(Clock.systemUTC(), SEED, 0);
                var workshop = Workshop.open(folder, 2, false)) {
            var sources = Files.createDirectories(folder.resolve("sources"));
            for (var file : shop.sourceFiles(ROUND).entrySet()) {
                Files.writeString(sources.resolve(file.getKey()), file.getValue());
            }
            try (var child = workshop.run("fetch,land,clean,load,dashboard")) {
                progress.println("restart: running for " + LIFE.toSeconds() + " seconds");
                Thread.sleep(LIFE.toMillis());
                child.kill();
            }
            progress.println("restart: killed, and started again");
            var killed = System.nanoTime();
            try (var child = workshop.run("land,clean,load,dashboard")) {
                while (!workshop.isCaughtUp()) {
                    if (!child.isRunning()) {
                        throw new IllegalStateException("the program ended too early: " + child.output());
                    }
                    Thread.sleep(LOOK_MILLIS);
                }
                var settings = workshop.settings();
                var interval = settings.land()
                        .maxAge()
                        .plus(settings.clean().every())
                        .plus(settings.warehouses().get(0).every())
                        .plus(START);
                return List.of(new Ratio(
                        name(),
                        (System.nanoTime() - killed) / NANOS,
                        "s",
                        "one interval and 10 seconds",
                        interval.toMillis() / MILLIS,
                        1,
                        false));
            }
        }
    }
}
