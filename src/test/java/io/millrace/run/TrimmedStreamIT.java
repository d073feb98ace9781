package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.Planner;
import io.millrace.config.LandStart;
import io.millrace.dataset.Declared;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawObject;
import io.millrace.lake.RawZone;
import io.millrace.lake.S3ObjectStore;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Totals;
import io.millrace.retention.Ages;
import io.millrace.retention.LakeTidy;
import io.millrace.stream.ShardTip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;

/** The local stream lets go of what is landed and loaded, over the real stand-ins; and a reader that begins anew. */
class TrimmedStreamIT {
    private static final String STREAM = "millrace-events";
    /** Of a record: so a few dozen are a few files of the stream. Reading has the pace of Kinesis, 2 MiB a second. */
    private static final int BYTES = 900_000;

    private static final int THREE_FILES = 40;
    private static final int TWO_OBJECTS = 22;

    @TempDir
    private Path folder;

    private DataFolder data;
    private Standins standins;
    private Clients clients;
    private S3ObjectStore store;
    private Positions positions;
    private long loaded;

    @BeforeEach
    void start() throws Exception {
        data = DataFolder.take(folder, DataFolder.Kind.RUN);
        standins = Standins.start(data, Duration.ZERO);
        clients = clients();
        Standins.create(clients, STREAM, 1, Lander.BUCKET);
        store = new S3ObjectStore(clients.s3(), Lander.BUCKET);
        positions = positions();
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        standins.close();
        data.close();
    }

    private Clients clients() {
        return Clients.local(standins.kinesis(), standins.s3(), null, "us-east-1");
    }

    private Positions positions() {
        return new Positions(store, (key, content, metadata) -> {
            throw new AssertionError("a test only reads");
        });
    }

    private void put(int records, int bytes) {
        for (var i = 0; i < records; i++) {
            clients.kinesis()
                    .putRecord(
                            r -> r.streamName(STREAM).partitionKey("k").data(SdkBytes.fromByteArray(new byte[bytes])));
        }
    }

    private void landUntil(long records) throws Exception {
        try (var lander = new Lander(clients(), LandStart.TRIM_HORIZON, Clock.systemUTC(), (stream, shard) -> true)) {
            await().atMost(60, SECONDS).until(() -> planned() + unplanned() >= records);
            assertEquals(List.of(), lander.failures);
        }
        assertEquals(records, planned() + unplanned());
    }

    private long planned() {
        var plan = new Batches(store).latestPlan();
        return plan == null ? 0 : plan.total().records();
    }

    private long unplanned() {
        return next().stream().mapToLong(RawObject::count).sum();
    }

    private List<RawObject> next() {
        return new Planner(
                        new Batches(store),
                        positions(),
                        new RawZone(store),
                        List.of(Declared.prices()),
                        1_000_000,
                        null,
                        Clock.systemUTC())
                .propose()
                .map(Plan::objects)
                .orElse(List.of());
    }

    private void clean() {
        var plan = new Planner(
                        new Batches(store),
                        positions,
                        new RawZone(store),
                        List.of(Declared.prices()),
                        1_000_000,
                        null,
                        Clock.systemUTC())
                .propose()
                .orElseThrow();
        overwrite(plan.key(), plan.toJson());
        var manifest = Manifest.empty(plan, "none", plan.planned(), null);
        overwrite(
                manifest.key(),
                manifest.with(Totals.NONE.plus(manifest, n -> null)).toJson());
    }

    private void overwrite(String key, byte[] content) {
        clients.s3().putObject(r -> r.bucket(Lander.BUCKET).key(key), RequestBody.fromBytes(content));
    }

    private void release() throws Exception {
        var batches = new Batches(store);
        var tidy = new LakeTidy(
                batches,
                store,
                store,
                List.of(),
                () -> Map.of("local", loaded),
                new Ages(null, null, null, null, null, null),
                Clock.systemUTC());
        new StreamTrim(clients.kinesis(), new ShardTip(clients.kinesis(), STREAM), batches, tidy).release();
    }

    private long segments() throws IOException {
        try (var files = Files.walk(data.kinesis())) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        }
    }

    @Test
    void aStreamLetsGoOfWhatIsLoadedAloneAndARestartLosesNothing() throws Exception {
        put(THREE_FILES, BYTES);
        var all = segments();
        assertTrue(all > 2, "files: " + all);
        release();
        assertEquals(all, segments(), "nothing is landed");
        landUntil(THREE_FILES);
        release();
        assertEquals(all, segments(), "nothing is cleaned");
        clean();
        release();
        assertEquals(all, segments(), "nothing is loaded");
        loaded = 1;
        release();
        assertEquals(1, segments());

        clients.close();
        standins.close();
        standins = Standins.start(data, Duration.ZERO);
        clients = clients();
        store = new S3ObjectStore(clients.s3(), Lander.BUCKET);
        put(3, 10);
        landUntil(THREE_FILES + 3);
        assertEquals(List.of(), positions().trimmed());
    }

    @Tag("long")
    @Test
    void aReaderWhosePositionWasTakenBackDoesNotLandAnewWhatRetentionRemoved() throws Exception {
        put(TWO_OBJECTS, BYTES);
        landUntil(TWO_OBJECTS);
        clean();
        var objects = new Batches(store).planned(1).objects();
        assertTrue(objects.size() > 1, objects.toString());
        var shard =
                new ShardRef(positions.shards().get(0).stream(), objects.get(0).shard());
        var first = objects.get(0);
        var key = Position.key(shard.stream(), shard.shard());
        var there = positions().find(shard.stream(), shard.shard()).orElseThrow();
        // The stream has all of it still, and the raw zone nothing.
        overwrite(key, new Position(first.last(), there.origin(), there.origin(), there.through()).toJson());
        objects.forEach(
                object -> clients.s3().deleteObject(r -> r.bucket(Lander.BUCKET).key(object.key())));
        put(3, 10);
        landUntil(TWO_OBJECTS + 3);
        var left = store.list("raw/", null, 100);
        assertEquals(next().stream().map(RawObject::key).toList(), left);
    }
}
