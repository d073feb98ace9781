package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.local.S3Server;
import io.millrace.local.emr.Disturbance;
import io.millrace.local.emr.EmrServer;
import io.millrace.local.emr.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What is said of the engine that is set, over the wire to stand-ins of EMR and S3. */
class EngineCheckIT {
    private static final String THERE = "s3://jars/millrace-spark.jar";

    @TempDir
    Path folder;

    private EmrServer emr;
    private S3Server s3;
    private Map<String, String> properties;

    @BeforeEach
    void open() throws IOException {
        s3 = S3Server.start(folder.resolve("s3"), 0);
        var names = new Names("j-1", "nightly", "00app");
        emr = EmrServer.start(
                folder.resolve("emr"), folder.resolve("s3"), 0, names, (arguments, work) -> {}, Disturbance.NONE);
        put(s3.endpoint());
        properties = Map.of(
                "aws.endpointUrl",
                emr.endpoint().toString(),
                "aws.endpointUrlS3",
                s3.endpoint().toString(),
                "aws.accessKeyId",
                "ann",
                "aws.secretAccessKey",
                "secret");
        properties.forEach(System::setProperty);
    }

    @AfterEach
    void close() throws IOException {
        properties.keySet().forEach(System::clearProperty);
        emr.close();
        s3.close();
    }

    private static void put(URI endpoint) {
        try (var client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            client.createBucket(r -> r.bucket("jars"));
            client.putObject(r -> r.bucket("jars").key("millrace-spark.jar"), RequestBody.fromString("jar"));
        }
    }

    private String said(String... settings) {
        var flags = new ArrayList<>(List.of(
                new Flag("--data", "millrace.data", folder.resolve("data").toString()),
                new Flag("-", "millrace.target", "aws"),
                new Flag("-", "millrace.aws.region", "us-east-1"),
                new Flag("-", "millrace.aws.bucket", "my-lake"),
                new Flag("-", "millrace.clean.emr.role", "arn:aws:iam::123456789012:role/clean")));
        for (var i = 0; i < settings.length; i += 2) {
            flags.add(new Flag("-", "millrace.clean." + settings[i], settings[i + 1]));
        }
        var printed = new StringWriter();
        var report = new Report(new PrintWriter(printed), false);
        new EngineCheck(Settings.load(Optional.empty(), flags, Map.of(), folder), report).check();
        report.end();
        return printed.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            emr.cluster      | j-1     | ok    engine       EMR cluster j-1: WAITING
            emr.cluster      | j-2     | FAULT engine       emr: InvalidRequestException
            emr.cluster-name | nightly | ok    engine       EMR cluster nightly: j-1
            emr.release | emr-7.5.0 | ok    engine       EMR clusters can be listed; one of emr-7.5.0 is started when needed
            emr.cluster-name | daily   | FAULT engine       no EMR cluster called daily is starting, waiting or running
            """)
    void theClusterIsLookedFor(String key, String value, String finding) {
        var said = said("engine", "emr", key, value, "emr.jar", THERE);
        assertTrue(said.contains(finding), said);
        assertTrue(said.contains("ok    engine       job " + THERE), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00app   | ok    engine       EMR Serverless application 00app: Spark, emr-7.0.0, STARTED
            00other | FAULT engine       emr-serverless: ResourceNotFoundException
            """)
    void theApplicationIsLookedFor(String application, String finding) {
        var said = said("engine", "emr-serverless", "emr.application", application, "emr.jar", THERE);
        assertTrue(said.contains(finding), said);
    }

    @Test
    void aJarThatIsNotThereIsNamedWithItsCure() {
        var said = said("engine", "emr", "emr.cluster", "j-1", "emr.jar", "s3://jars/other.jar");
        assertTrue(said.contains("there is no s3://jars/other.jar: put target/millrace-spark.jar there"), said);
    }

    @Test
    void whereThereIsNoSparkTheCuresAreNamed() {
        var said = said("engine", "spark-local", "spark-home", folder.toString());
        assertTrue(said.contains("no Spark in " + folder), said);
    }
}
