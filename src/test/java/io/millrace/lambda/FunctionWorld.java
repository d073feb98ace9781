package io.millrace.lambda;

import io.millrace.chaos.FaultyServer;
import io.millrace.dataset.Json;
import io.millrace.run.Clients;
import io.millrace.run.DataFolder;
import io.millrace.run.RunningProcess;
import io.millrace.run.Standins;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What functions live in: stream and bucket at addresses that their variables name, with target aws, and their code's
 * folder. A data folder announces both as {@code millrace local} does, for processes of the program beside them.
 */
final class FunctionWorld implements AutoCloseable {
    static final String STREAM = "millrace-events";
    static final String BUCKET = "millrace-lake";

    private final Path home;
    private final DataFolder folder;
    private final Standins standins;
    private final Clients straight;
    private final FaultyServer s3;
    private final List<Environment> environments = new ArrayList<>();

    FunctionWorld(Path home, int shards, long seed) throws IOException {
        this.home = home;
        folder = DataFolder.take(data(), DataFolder.Kind.RUN);
        standins = Standins.start(folder, null);
        straight = Clients.local(standins.kinesis(), standins.s3(), null, "us-east-1");
        straight.kinesis().createStream(r -> r.streamName(STREAM).shardCount(shards));
        straight.s3().createBucket(r -> r.bucket(BUCKET));
        s3 = FaultyServer.before(standins.s3(), seed);
        var self = new RunningProcess(
                ProcessHandle.current().pid(),
                "local",
                standins.s3().toString(),
                standins.kinesis().toString(),
                null,
                null);
        Files.write(data().resolve("millrace-process.json"), Json.bytes(self));
        Files.createDirectories(sources());
        configure("");
    }

    /** Writes {@code config/millrace.yaml} with more lines than it has to have. */
    void configure(String more) throws IOException {
        Files.writeString(
                home.resolve("task/config/millrace.yaml"),
                "target: aws\naws: {region: us-east-1, stream: " + STREAM + ", bucket: " + BUCKET + "}\n" + more);
    }

    /** For {@code --data} of the program's commands. */
    Path data() {
        return home.resolve("data");
    }

    /** Folder of the functions' source files. */
    Path sources() {
        return home.resolve("task/config/sources");
    }

    KinesisClient kinesis() {
        return straight.kinesis();
    }

    S3Client bucket() {
        return straight.s3();
    }

    FaultyServer s3() {
        return s3;
    }

    /** An environment whose S3 fails sometimes. */
    Environment faulty(Class<?> handler, String name) throws IOException {
        return start(handler, name, s3.endpoint(), Map.of("AWS_SDK_UA_APP_ID", name));
    }

    /** An environment for which nothing goes wrong. */
    Environment start(Class<?> handler, String name, Map<String, String> variables) throws IOException {
        return start(handler, name, standins.s3(), variables);
    }

    private synchronized Environment start(Class<?> handler, String name, URI s3, Map<String, String> variables)
            throws IOException {
        var all = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL_S3", s3.toString(),
                "AWS_ENDPOINT_URL_KINESIS", standins.kinesis().toString()));
        all.putAll(variables);
        var environment = Environment.start(handler, home.resolve("task"), home.resolve("tmp-" + name), all);
        environments.add(environment);
        return environment;
    }

    @Override
    public void close() throws IOException {
        environments.forEach(Environment::close);
        s3.close();
        straight.close();
        standins.close();
        folder.close();
    }
}
