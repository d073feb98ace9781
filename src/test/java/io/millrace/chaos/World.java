package io.millrace.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.chaos.FaultProxy.Stage;
import io.millrace.dataset.Json;
import io.millrace.run.Clients;
import io.millrace.run.DataFolder;
import io.millrace.run.RunningProcess;
import io.millrace.run.Standins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the processes live in: the stand-ins, which survive them all, a fault proxy before each, and a data folder that
 * says to whoever starts on it that {@code millrace local} is there, behind the proxies.
 */
final class World implements AutoCloseable, FaultProxy.Watch {
    static final String STREAM = "millrace-events";
    static final String BUCKET = "millrace-lake";

    private final Path home;
    private final DataFolder folder;
    private final Standins standins;
    private final Clients straight;
    private final FaultProxy kinesisProxy;
    private final FaultProxy s3Proxy;
    private final Map<String, Life> lives = new ConcurrentHashMap<>();

    World(Path home, Faults faults) throws IOException {
        this.home = home;
        folder = DataFolder.take(home.resolve("data"), DataFolder.Kind.RUN);
        standins = Standins.start(folder, null);
        straight = Clients.local(standins.kinesis(), standins.s3(), null, "us-east-1");
        straight.kinesis().createStream(r -> r.streamName(STREAM).shardCount(2));
        straight.s3().createBucket(r -> r.bucket(BUCKET));
        kinesisProxy = FaultProxy.start(standins.kinesis(), faults, this);
        s3Proxy = FaultProxy.start(standins.s3(), faults, this);
        var self = new RunningProcess(
                ProcessHandle.current().pid(),
                "local",
                s3Proxy.endpoint().toString(),
                kinesisProxy.endpoint().toString(),
                null,
                null);
        Files.write(home.resolve("data/millrace-process.json"), Json.bytes(self));
    }

    /** The stream itself, with no proxy before it. */
    KinesisClient kinesis() {
        return straight.kinesis();
    }

    /** The bucket itself, with no proxy before it. */
    S3Client s3() {
        return straight.s3();
    }

    Life start(String name, Moment moment, String... arguments) throws IOException {
        var life = Life.start(name, moment, home, arguments);
        lives.put(name, life);
        return life;
    }

    @Override
    public boolean awaits(Stage stage, Call call, HttpMessage request) {
        var life = lives.get(call.life());
        return life != null && life.diesAt(stage, call.kind());
    }

    @Override
    public void reached(Stage stage, Call call) {
        lives.get(call.life()).die();
    }

    /** What a running process with a dashboard answers to {@code status}; null while it does not answer. */
    JsonNode status(Life life) throws InterruptedException {
        try {
            var file = home.resolve("data/millrace-process-" + life.pid() + ".json");
            var process = Json.read(Files.readAllBytes(file), RunningProcess.class, file.toString());
            var request = HttpRequest.newBuilder(URI.create(process.control() + "/control/status"))
                    .header("Authorization", "Bearer " + process.token())
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Json.MAPPER.readTree(answer.body()) : null;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        for (var life : lives.values()) {
            life.close();
        }
        kinesisProxy.close();
        s3Proxy.close();
        straight.close();
        standins.close();
        folder.close();
    }
}
