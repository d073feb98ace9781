package io.millrace.run;

import io.millrace.config.LandStart;
import io.millrace.lake.Batches;
import io.millrace.lake.FailedWork;
import io.millrace.lake.Landing;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.RouteCommits;
import io.millrace.lake.S3ObjectStore;
import io.millrace.reconcile.Progress;
import io.millrace.reconcile.StageHealth;
import io.millrace.stream.ShardShare;
import io.millrace.stream.ShardWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The landing stage alone, with its real routes, and a clock and a share of the shards that a test decides. */
final class Lander implements AutoCloseable {
    static final String BUCKET = "millrace-lake";

    /** What reading said of its failures, in order. */
    final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    private final DefaultCamelContext context = new DefaultCamelContext();

    /** @param clients of its own, as they are closed with it */
    Lander(Clients clients, LandStart start, Clock clock, ShardShare share) throws Exception {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(in);
        }
        settings.setProperty("millrace.land.max-age", "300ms");
        settings.setProperty("millrace.land.max-bytes", "16000000");
        settings.setProperty("millrace.land.memory", "64000000");
        settings.setProperty("millrace.fetch.retry-delay", "1");
        context.getPropertiesComponent().setInitialProperties(settings);
        var store = new S3ObjectStore(clients.s3(), BUCKET);
        var positions = new Positions(store, new RouteCommits(context));
        var registry = context.getRegistry();
        registry.bind("s3Client", clients.s3());
        registry.bind("kinesisClient", clients.kinesis());
        registry.bind("testClock", clock);
        registry.bind("stageHealth", new StageHealth(clock));
        registry.bind("progress", new Progress());
        registry.bind("failedWork", new FailedWork(clock));
        registry.bind("countRetry", (Processor) FailedWork::countRetry);
        registry.bind("landing", new Landing(new RawZone(store), positions));
        registry.bind(
                "shardPositions",
                new LakePositions(positions, new Batches(store)::plannedEnd, start, new RouteMemory(context), clock));
        registry.bind("shardShare", share);
        registry.bind("shardWatch", new ShardWatch() {
            @Override
            public void works(String what) {}

            @Override
            public void fails(String what, Throwable reason) {
                failures.add(what + ": " + reason.getMessage());
            }
        });
        for (var file :
                List.of("on-error", "commit-object", "keep-failed", "remember-position", "land-batch", "land-raw")) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(
                            file + ".camel.yaml",
                            Files.readString(Path.of("src/main/resources/routes", file + ".camel.yaml"))));
        }
        context.start();
    }

    boolean said(String text) {
        synchronized (failures) {
            return failures.stream().anyMatch(failure -> failure.contains(text));
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
