package io.millrace.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.millrace.dataset.Declared;
import io.millrace.dataset.Json;
import io.millrace.lake.Batched;
import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;

/** What goes over the wire to Glue, as the real client writes it. */
class GlueRequestsIT {
    @TempDir
    private Path folder;

    private final Map<String, JsonNode> bodies = new HashMap<>();
    private HttpServer recorder;
    private CatalogedLake lake;

    /** Keeps what comes, and answers that it is fine. */
    @BeforeEach
    void record() throws Exception {
        lake = new CatalogedLake(folder);
        recorder = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        recorder.createContext("/", exchange -> {
            try (exchange) {
                var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
                var body = exchange.getRequestBody().readAllBytes();
                bodies.put(target, Json.MAPPER.readTree(body));
                var answer = "{\"Errors\":[],\"Crawler\":{\"Name\":\"raw zone\",\"State\":\"READY\"}}".getBytes();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        recorder.start();
    }

    @AfterEach
    void stop() {
        recorder.stop(0);
        lake.close();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + recorder.getAddress().getPort());
    }

    private static JsonNode golden(String name) throws IOException {
        try (var in = GlueRequestsIT.class.getResourceAsStream("/golden/" + name)) {
            return Json.MAPPER.readTree(in);
        }
    }

    @Test
    void partitionsAreCreatedSo() throws Exception {
        var table = CatalogTable.processed("lake", Declared.dataset("""
                dataset: readings
                version: 1
                key: [id]
                version-column: at
                columns:
                  - {name: id, type: string, required: true, doc: Number of the sensor}
                  - {name: at, type: timestamp, required: true}
                """));
        lake.batch("2026-11-20");
        var batches = new Batches(lake.lake);
        var steps = new PartitionSteps(null, "millrace", new CatalogRound.Count());
        steps.create(table, CatalogPartition.of(batches.committed(1), "prices", "lake"));
        try (var glue = lake.client(endpoint())) {
            glue.batchCreatePartition((BatchCreatePartitionRequest) steps.next().request());
        }
        assertEquals(golden("glue-batch-create-partition.json"), bodies.get("AWSGlue.BatchCreatePartition"));
    }

    @Test
    void aCrawlerIsStartedSo() throws Exception {
        var fake = new FakeLake();
        var plan = Batched.plan(1, Landed.TEN);
        fake.create(plan.key(), plan.toJson(), Map.of());
        try (var glue = lake.client(endpoint())) {
            var clock = Clock.fixed(Landed.TEN, ZoneOffset.UTC);
            var crawl = new Crawl(glue, "raw zone", new Batches(fake), Duration.ofHours(1), Duration.ofHours(2), clock);
            glue.startCrawler(crawl.due().orElseThrow());
        }
        assertEquals(golden("glue-start-crawler.json"), bodies.get("AWSGlue.StartCrawler"));
    }
}
