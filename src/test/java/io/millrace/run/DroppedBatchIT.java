package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A held batch that has good events too, given up: what becomes of the numbers of all of its events. */
class DroppedBatchIT {
    private static final String PUBLISHER = "17-ab";
    private static final int KNOWN = 1;
    private static final int NEWER = 9;

    @TempDir
    private Path folder;

    private Shell shell;
    private PriceSite site;

    /** Of one shard: once an event of the site is through, so are those before it. */
    @BeforeEach
    void open() throws IOException {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(1, "5m"));
        Files.writeString(
                folder.resolve("millrace.yaml"),
                "aws: {shards: 1}\nland: {max-age: 100ms, poll: 200ms}\nclean: {every: 500ms}\n");
        shell = new Shell(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Tag("long")
    @Test
    void noNumberIsMissingOfADroppedBatchOfGoodAndHeldEvents() throws Exception {
        publish(1, KNOWN);
        shell.expect(0, "run", "--once");
        publish(2, KNOWN);
        publish(3, NEWER);
        publish(4, KNOWN);
        shell.millrace("run", "--once");
        drop();
        publish(5, KNOWN);
        shell.expect(0, "run", "--once");
        assertEquals("5 landed, missing []", numbers());
        shell.expect(0, "status");
    }

    @Tag("long")
    @Test
    void ofADroppedBatchWithADamagedObjectOnlyTheNumbersInThatAreMissing() throws Exception {
        publish(1, KNOWN);
        shell.expect(0, "run", "--once");
        publish(2, KNOWN);
        publish(3, NEWER);
        shell.expect(0, "run", "--once", "--only", "fetch,land");
        var before = rawKeys();
        publish(4, KNOWN);
        shell.expect(0, "run", "--once", "--only", "fetch,land");
        damage(rawKeys().stream().filter(key -> !before.contains(key)).toList());
        shell.millrace("run", "--once");
        drop();
        publish(5, KNOWN);
        shell.millrace("run", "--once");
        assertEquals("4 landed, missing [[4,4]]", numbers());
    }

    /** Gives up the one batch that is held. */
    private void drop() {
        var list = shell.expect(0, "batches", "list");
        var held = list.lines().filter(line -> line.contains("held:")).toList();
        assertEquals(1, held.size(), list);
        var n = held.get(0).strip().split(" ")[0];
        var dropped = shell.expect(0, "batches", "drop", n);
        assertTrue(dropped.contains("gives up batch " + n), dropped);
    }

    /** What is known of the publisher's numbers. */
    private String numbers() throws IOException {
        var status = Json.MAPPER.readTree(shell.millrace("status", "--json").out());
        for (var publisher : status.path("publishers")) {
            if (publisher.path("publisher").asText().equals(PUBLISHER)) {
                return publisher.path("landed") + " landed, missing " + publisher.path("missing");
            }
        }
        return "none";
    }

    /** Puts an event into the stream. */
    private void publish(long n, int version) throws IOException {
        var event = """
                {"id":"e%1$d","dataset":"prices","version":%2$d,"source":"acme","publisher":"%4$s","n":%1$d,\
                "observed_at":"%3$s","sent_at":"%3$s","payload":{"sku":"A%1$d","url":"https://acme.example/A%1$d",\
                "price":"1 €"},"evidence":{}}""".formatted(n, version, Instant.now(), PUBLISHER);
        try (var session = session()) {
            session.clients()
                    .kinesis()
                    .putRecord(put -> put.streamName(session.settings().aws().stream())
                            .partitionKey("1")
                            .data(SdkBytes.fromUtf8String(event)));
        }
    }

    private List<String> rawKeys() throws IOException {
        try (var session = session()) {
            return session
                    .clients()
                    .s3()
                    .listObjectsV2(list ->
                            list.bucket(session.settings().aws().bucket()).prefix("raw/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    /** Makes objects of the raw zone unreadable, whose metadata stay. */
    private void damage(List<String> keys) throws IOException {
        assertFalse(keys.isEmpty());
        try (var session = session()) {
            var bucket = session.settings().aws().bucket();
            for (var key : keys) {
                var s3 = session.clients().s3();
                var metadata =
                        s3.headObject(head -> head.bucket(bucket).key(key)).metadata();
                s3.putObject(put -> put.bucket(bucket).key(key).metadata(metadata), RequestBody.fromString("no gzip"));
            }
        }
    }

    private Session session() throws IOException {
        var data = new Flag("--data", "millrace.data", folder.resolve("data").toString());
        var settings = Settings.load(Optional.of(folder.resolve("millrace.yaml")), List.of(data), Map.of(), folder);
        return Session.open(settings, "run", DataFolder.Kind.RUN);
    }
}
