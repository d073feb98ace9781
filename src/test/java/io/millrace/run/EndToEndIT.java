package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Shell;
import io.millrace.dataset.Json;
import io.millrace.local.kinesis.KinesisServer;
import io.millrace.testing.Rows;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * From served pages to rows, through the built program and all of its real parts. What came out is judged without its
 * help: by the site's own log, the stream's records and plain SQL.
 */
class EndToEndIT {
    private static final int PAGES = 25;

    @TempDir
    private Path folder;

    private Shell shell;
    private PriceSite site;

    @BeforeEach
    void openSite() throws IOException {
        site = PriceSite.start();
        shell = new Shell(folder);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Tag("long")
    @Test
    void oneRoundCarriesEveryPageToTheWarehouse() throws Exception {
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "5m"));

        try (var program = Program.start(folder, "run", "--once")) {
            assertEquals(0, program.await(90), program::output);
        }

        assertEquals(site.shown(), skusAndPrices());
        assertEquals(PAGES, skusAndPrices().size());
        assertSumsHold();
    }

    @Test
    void aProcessThatIsKilledLosesNothingAndDoublesNothing() throws Exception {
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "1s"));
        try (var program = Program.start(folder, "run")) {
            await().atMost(60, SECONDS).until(() -> files("s3/millrace-lake/processed/_batches") >= 2);
            program.kill();
        }

        try (var program = Program.start(folder, "run", "--once")) {
            assertEquals(0, program.await(90), program::output);
        }

        var inStream = idsInStream();
        assertTrue(inStream.size() > 2 * PAGES, "only " + inStream.size() + " events were published");
        // What was under way when the process was killed may stand in the stream twice, but in no table.
        assertEquals(new TreeSet<>(inStream), new TreeSet<>(column("SELECT event_id FROM prices")));
        assertEquals(
                new TreeSet<>(inStream).size(),
                column("SELECT event_id FROM prices").size());
        assertTrue(site.shown().containsAll(skusAndPrices()), "a row shows a price that no page has shown");
        assertSumsHold();
    }

    @Tag("long")
    @Test
    void aRunningProgramAnswersQueriesAndStatus() throws Exception {
        Files.writeString(folder.resolve("sources/site.yaml"), site.sourceFile(PAGES, "1s"));
        try (var program = Program.start(folder, "run")) {
            await().atMost(60, SECONDS)
                    .until(() -> query("SELECT count(*) AS n FROM prices").contains("{\"n\":"));
            await().atMost(60, SECONDS)
                    .until(() -> !query("SELECT count(*) AS n FROM prices").contains("{\"n\":0}"));
            assertSumsHold();
            program.stop();
            assertEquals(143, program.await(60), program::output);
        }
    }

    private String query(String sql) {
        return shell.millrace("query", "--json", sql).said();
    }

    private void assertSumsHold() throws IOException {
        var said = shell.expect(0, "status", "--json");
        var status = Json.MAPPER.readTree(said);
        assertTrue(status.path("ok").asBoolean(), said);
        assertTrue(status.path("sums").size() >= 5, said);
    }

    private Set<String> skusAndPrices() throws Exception {
        return new TreeSet<>(column("SELECT sku || '=' || CAST(CAST(price AS DECIMAL(18,2)) AS VARCHAR) FROM prices"));
    }

    private List<String> column(String sql) throws Exception {
        return Rows.ofFile(folder.resolve("data/warehouse/local.duckdb"), sql);
    }

    /** Every event id in the stream, read from its files by the AWS SDK. */
    private List<String> idsInStream() throws IOException {
        var ids = new ArrayList<String>();
        try (var server = KinesisServer.start(folder.resolve("data/kinesis"), 0);
                var clients = Clients.local(server.endpoint(), URI.create("http://127.0.0.1:1"), null, "us-east-1")) {
            var kinesis = clients.kinesis();
            for (var shard :
                    kinesis.listShards(r -> r.streamName("millrace-events")).shards()) {
                var iterator = kinesis.getShardIterator(r -> r.streamName("millrace-events")
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                while (iterator != null) {
                    var at = iterator;
                    var answer = kinesis.getRecords(r -> r.shardIterator(at));
                    for (var record : answer.records()) {
                        ids.add(Json.MAPPER
                                .readTree(record.data().asByteArray())
                                .path("id")
                                .asText());
                    }
                    iterator = answer.millisBehindLatest() == 0 ? null : answer.nextShardIterator();
                }
            }
        }
        return ids;
    }

    private long files(String path) throws IOException {
        var there = folder.resolve("data").resolve(path);
        if (!Files.isDirectory(there)) {
            return 0;
        }
        try (var files = Files.list(there)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }
}
