package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.clean.Replays;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.DeleteObjects;
import io.millrace.lake.FailedWork;
import io.millrace.lake.RouteCommits;
import io.millrace.lake.S3ObjectStore;
import io.millrace.reconcile.Progress;
import io.millrace.reconcile.StageHealth;
import io.millrace.retention.Ages;
import io.millrace.retention.LakeTidy;
import io.millrace.source.Source;
import io.millrace.source.SourceFiles;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, days later: what is removed of its lake by the real route, and what all else says of that. */
class RetentionIT {
    private static final int PAGES = 3;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Ages RAW = new Ages(DAY, null, null, DAY, null, DAY);
    private static final Ages ALL = new Ages(DAY, DAY, DAY, DAY, DAY, DAY);

    @TempDir
    private Path folder;

    private PriceSite site;
    private Settings settings;

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "1s"));
        Files.writeString(
                folder.resolve("millrace.yaml"), "land: {max-age: 100ms, poll: 200ms}\nclean: {every: 500ms}\n");
        settings = Settings.load(
                Optional.empty(),
                List.of(new Flag(
                        "--data", "millrace.data", folder.resolve("data").toString())),
                Map.of(),
                folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** Runs until so many batches are loaded, and everything is through. */
    private void runUntil(long batches) throws Exception {
        var sources = SourceFiles.read(folder.resolve("sources"));
        try (var pipeline = WholePipeline.start(folder, sources)) {
            await().atMost(60, SECONDS).until(() -> manifests() >= batches);
            for (Source source : sources) {
                pipeline.context().getRouteController().stopRoute("scrape-" + source.name());
            }
            await().atMost(60, SECONDS).until(() -> {
                var status = Json.MAPPER.readTree(Inquiry.status(settings, false, said -> {}));
                return status.path("ok").asBoolean()
                        && status.path("warehouses").get(0).path("behind").asLong() == 0
                        && status.path("spool").path("events").asLong() == 0
                        && behind(status) == 0;
            });
        }
    }

    private static long behind(JsonNode status) {
        // What is landed and not yet read may be more than what is planned.
        long behind = status.path("land").path("records").asLong()
                - status.path("clean").path("read").asLong();
        for (var shard : status.path("stream").path("shards")) {
            behind += shard.path("behind").asLong();
        }
        return behind;
    }

    private long manifests() throws IOException {
        return count("processed/_batches");
    }

    private long count(String prefix) throws IOException {
        var root = folder.resolve("data/s3/millrace-lake").resolve(prefix);
        if (!Files.exists(root)) {
            return 0;
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private long parquet() throws IOException {
        return count("processed/prices");
    }

    /** Two rounds of the real route, as if so much time had passed. */
    private void tidy(Ages ages, long lag) throws Exception {
        try (var session = Session.open(settings, "test", DataFolder.Kind.RUN)) {
            var clients = session.clients();
            var warehouse = session.warehouses().all().get(0);
            for (var later : List.of(DAY.multipliedBy(8), DAY.multipliedBy(9))) {
                tidy(session, clients, warehouse, ages, lag, Clock.offset(Clock.systemUTC(), later));
            }
        }
    }

    private void tidy(Session session, Clients clients, Warehouse warehouse, Ages ages, long lag, Clock clock)
            throws Exception {
        try (var context = new DefaultCamelContext()) {
            var properties = new Properties();
            settings.properties().forEach(properties::setProperty);
            context.getPropertiesComponent().setInitialProperties(properties);
            var lake = LakeParts.of(clients.s3(), settings.aws().bucket(), new RouteCommits(context));
            var health = new StageHealth(clock);
            var registry = context.getRegistry();
            registry.bind("s3Client", clients.s3());
            registry.bind("stageHealth", health);
            registry.bind("progress", new Progress());
            registry.bind("failedWork", new FailedWork(clock));
            registry.bind("countRetry", (Processor) FailedWork::countRetry);
            registry.bind("addressObjects", (Processor) DeleteObjects::address);
            registry.bind("verifyDeleted", (Processor) DeleteObjects::verify);
            registry.bind(
                    "lakeTidy",
                    new LakeTidy(
                            lake.batches(),
                            lake.store(),
                            new S3ObjectStore(clients.s3(), settings.aws().bucket()),
                            List.of("prices"),
                            () -> Map.of(
                                    "local",
                                    warehouse.loadedThrough(new DatasetInUse(
                                                    session.datasets().get(0), 1))
                                            - lag),
                            ages,
                            clock));
            for (var file : List.of("on-error", "commit-object", "keep-failed", "tidy-lake")) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(
                                file + ".camel.yaml",
                                Files.readString(Path.of("src/main/resources/routes", file + ".camel.yaml"))
                                        .replace("timer:tidy-lake", "direct:tidy-lake")
                                        .replaceAll("      parameters:\n        delay: .*\n        period: .*\n", "")));
            }
            context.start();
            try (var template = context.createProducerTemplate()) {
                template.sendBody("direct:tidy-lake", null);
            }
            assertEquals(Map.of(), health.failures());
        }
    }

    private JsonNode deep() throws Exception {
        return Json.MAPPER.readTree(Inquiry.status(settings, true, said -> {}));
    }

    private Replays.Found find() throws Exception {
        try (var session = Session.open(settings, "test", DataFolder.Kind.RUN)) {
            var lake = LakeParts.of(session.clients().s3(), settings.aws().bucket(), (key, content, metadata) -> false);
            return new Replays(lake.batches(), lake.zone(), session.datasets(), 1_000_000, Clock.systemUTC())
                    .find(new Replays.Range(
                            Instant.now().minus(DAY).truncatedTo(java.time.temporal.ChronoUnit.HOURS),
                            Instant.now(),
                            null,
                            false,
                            false));
        }
    }

    @Tag("long")
    @Test
    void aRawZoneThatWasRemovedIsToldAndTheProgramGoesOn() throws Exception {
        runUntil(3);
        var before = deep();
        assertTrue(before.path("ok").asBoolean(), before.toString());
        assertEquals(0, find().removed().size());
        var left = folder.resolve("data/s3/millrace-lake/processed/prices/batch=1-dead/dt=2026-01-01/part.parquet");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "half");

        tidy(RAW, 0);
        assertEquals(0, count("raw"));
        assertFalse(Files.exists(left));
        assertTrue(parquet() > 0);
        var after = deep();
        assertTrue(after.path("ok").asBoolean(), after.toString());
        assertEquals(
                before.path("deep").path("checked").path("objects"),
                after.path("deep").path("checked").path("removed_objects"));
        assertEquals(before.path("sums"), after.path("sums"));
        assertTrue(after.path("removed").path("objects").asLong()
                >= before.path("land").path("objects").asLong());
        var found = find();
        assertEquals(List.of(), found.replays());
        assertFalse(found.removed().isEmpty());

        var batches = manifests();
        runUntil(batches + 2);
        var again = deep();
        assertTrue(again.path("ok").asBoolean(), again.toString());
        assertTrue(again.path("deep").path("checked").path("objects").asLong() > 0);
    }

    @Test
    void whatIsNotLoadedStaysAndWhereAllIsRemovedTheTableStillHolds() throws Exception {
        runUntil(2);
        var raw = count("raw");
        var files = parquet();
        tidy(ALL, 1_000_000);
        assertEquals(raw, count("raw"));
        assertEquals(files, parquet());

        tidy(ALL, 0);
        assertEquals(0, count("raw"));
        assertEquals(0, parquet());
        var after = deep();
        assertTrue(after.path("ok").asBoolean(), after.toString());
    }
}
