package io.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Commits;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.S3ObjectStore;
import io.millrace.run.DataFolder;
import io.millrace.run.Session;
import io.millrace.stream.ShardTip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A data folder whose local stream and bucket run in this process, for children to work on. */
final class Workshop implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    private static final String THROTTLE = "millrace.local.kinesis.throttle";

    private final Path folder;
    private final Session session;
    private final Settings settings;

    private Workshop(Path folder, Session session, Settings settings) {
        this.folder = folder;
        this.session = session;
        this.settings = settings;
    }

    /**
     * Starts stream and bucket.
     *
     * @param throttled whether shards take and give as much a second as those of AWS
     * @param more lines of its {@code millrace.yaml}
     */
    static Workshop open(Path folder, int shards, boolean throttled, String... more) throws IOException {
        Files.createDirectories(folder);
        System.setProperty(THROTTLE, Boolean.toString(throttled));
        try {
            var config = Files.writeString(
                    folder.resolve("millrace.yaml"),
                    "target: local\ndata: data\naws: {shards: " + shards + "}\n" + String.join("\n", more) + "\n");
            var settings = Settings.load(Optional.of(config), List.<Flag>of());
            var session = Session.open(settings, "local", DataFolder.Kind.RUN);
            session.announce(null);
            return new Workshop(folder, session, settings);
        } finally {
            System.clearProperty(THROTTLE);
        }
    }

    /** Starts {@code millrace run --only STAGES} on the folder. */
    Child run(String stages) throws IOException {
        return command("run", "--only", stages);
    }

    /** Starts a command on the folder. */
    Child command(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", "millrace.yaml"));
        return Child.start(folder, all.toArray(String[]::new));
    }

    KinesisClient kinesis() {
        return session.clients().kinesis();
    }

    S3Client s3() {
        return session.clients().s3();
    }

    S3ObjectStore store() {
        return new S3ObjectStore(s3(), settings.aws().bucket());
    }

    Settings settings() {
        return settings;
    }

    StreamId stream() {
        return new ShardTip(kinesis(), settings.aws().stream()).stream();
    }

    Positions positions() {
        Commits none = (key, content, metadata) -> {
            throw new IllegalStateException("a benchmark commits nothing: " + key);
        };
        return new Positions(store(), none);
    }

    /** Whether every shard is landed through its goal. */
    boolean isLanded(Map<String, String> goals) {
        var stream = stream();
        var positions = positions();
        return goals.entrySet().stream()
                .allMatch(goal -> StreamRecord.compareSeq(
                                positions
                                        .find(stream, goal.getKey())
                                        .map(Position::last)
                                        .orElse(null),
                                goal.getValue())
                        >= 0);
    }

    /** Waits until every shard is landed through its goal, while the child works. */
    void awaitLanded(Map<String, String> goals, Child child) throws InterruptedException, IOException {
        while (!isLanded(goals)) {
            if (!child.isRunning()) {
                throw new IllegalStateException("the program ended too early: " + child.output());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Whether what is landed is cleaned and loaded, by the status of the process that runs. */
    boolean isCaughtUp() throws InterruptedException, IOException {
        JsonNode status;
        // In a process of its own: the lock of the data folder belongs to this one, and would be lost by a look at it.
        try (var asking = command("status", "--json")) {
            asking.await();
            status = Json.MAPPER.readTree(asking.output());
        } catch (IOException e) {
            // Nobody answers yet.
            return false;
        }
        for (var shard : status.path("stream").path("shards")) {
            if (shard.path("behind").asLong() > 0) {
                return false;
            }
        }
        for (var load : status.path("warehouses")) {
            if (load.path("behind").asLong() > 0) {
                return false;
            }
        }
        var clean = status.path("clean");
        var read = clean.path("read").asLong() - clean.path("again").asLong();
        return clean.path("planned").asLong() == clean.path("committed").asLong()
                && read > 0
                && read == status.path("land").path("records").asLong();
    }

    /** Whether no shard of the stream holds a record. */
    boolean isEmpty() {
        var tip = new ShardTip(kinesis(), settings.aws().stream());
        return tip.shards().stream()
                .allMatch(shard -> tip.rest(shard, null, null, Instant.now()).records() == 0);
    }

    @Override
    public void close() {
        session.close();
    }
}
