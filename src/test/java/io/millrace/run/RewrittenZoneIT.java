package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.clean.Replays;
import io.millrace.config.Settings;
import io.millrace.dataset.Json;
import io.millrace.lake.Erasure;
import io.millrace.reconcile.Status;
import io.millrace.run.BatchTalk.Decided;
import io.millrace.run.BatchTalk.Erased;
import io.millrace.run.BatchTalk.Request;
import io.millrace.source.SourceFolder;
import io.millrace.testing.Rows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** Compaction and erasure through all real parts: landing, cleaning and two warehouses, one of which is away meanwhile. */
class RewrittenZoneIT {
    private static final String ALL = "SELECT *, hash(p)::VARCHAR FROM prices AS p ORDER BY ALL";
    private static final String LEDGER =
            "SELECT sum(inserted), sum(updated), sum(deleted) FROM millrace_loads WHERE dataset = 'prices'";

    @TempDir
    private Path folder;

    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private int sent;

    /** The stages behind the stream, as one process. */
    private final class Running implements AutoCloseable {
        private final Session session;
        private final Pipeline pipeline;

        /** @param warehouses that it knows */
        Running(String... warehouses) throws Exception {
            var list = new ArrayList<String>();
            for (var name : warehouses) {
                list.add("{name: " + name + ", type: duckdb, every: 100ms}");
            }
            Files.writeString(
                    folder.resolve("millrace.yaml"),
                    "data: data\nland: {max-age: 100ms, poll: 200ms}\nclean: {every: 100ms}\nwarehouses: " + list
                            + "\n");
            var settings = Settings.load(Optional.of(folder.resolve("millrace.yaml")), List.of(), Map.of(), folder);
            session = Session.open(settings, "run", DataFolder.Kind.RUN);
            pipeline = session.start(
                    Set.of(Role.LAND, Role.CLEAN, Role.LOAD), SourceFolder.of(List.of()), Rhythm.SCHEDULED, null);
        }

        <T> T ask(Request request, Class<T> answer) throws Exception {
            var text = pipeline.desk().answer(Json.bytes(request));
            var refused = Json.read(text, BatchTalk.Refused.class, "the answer");
            assertEquals(null, refused.error());
            return Json.read(text, answer, "the answer");
        }

        void await(Decided decided) {
            assertTrue(!decided.plans().isEmpty());
            var numbers = decided.plans().stream().map(BatchTalk.Planned::n).toList();
            Awaitility.await()
                    .atMost(60, SECONDS)
                    .until(() -> ask(Request.about(BatchTalk.Action.PROGRESS, numbers), BatchTalk.Progress.class)
                            .through());
        }

        Erased erase(Erasure erasure) {
            return Awaitility.await()
                    .atMost(60, SECONDS)
                    .until(() -> ask(Request.erase(erasure, false), Erased.class), erased -> !erased.busy());
        }

        /** Sends an event of a source and waits until it is loaded: so each is a batch of its own. */
        void send(String source, String sku, String price, Instant observed) throws Exception {
            sent++;
            var event = """
                    {"id":"e%1$d","dataset":"prices","version":1,"source":"%2$s","publisher":"17-ab","n":%1$d,\
                    "observed_at":"%5$s","sent_at":"%5$s","payload":{"sku":"%3$s","url":"https://x.example/%3$s",\
                    "price":"%4$s","currency":"EUR"},"evidence":{}}""".formatted(sent, source, sku, price, observed);
            session.clients()
                    .kinesis()
                    .putRecord(put ->
                            put.streamName("millrace-events").partitionKey("1").data(SdkBytes.fromUtf8String(event)));
            Awaitility.await()
                    .atMost(60, SECONDS)
                    .until(() -> status().clean().read() - status().clean().again() == sent && isLoaded());
        }

        private boolean isLoaded() throws Exception {
            return status().warehouses().stream().allMatch(one -> one.behind() == 0);
        }

        Status status() throws Exception {
            return pipeline.status().read();
        }

        /** What a deep check finds, everything being loaded. */
        void expectAllHolds() throws Exception {
            Awaitility.await().atMost(60, SECONDS).until(this::isLoaded);
            var lake = LakeParts.of(session.clients().s3(), "millrace-lake", (key, content, metadata) -> false);
            var warehouses = session.warehouses();
            var status = lake.deep(warehouses.all(), session.datasets(), folder.resolve("deep"))
                    .run(pipeline.status(), said -> {});
            assertEquals(List.of(), status.deep().findings());
            assertTrue(status.ok(), () -> new String(Json.bytes(status), StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private List<String> rows(String warehouse, String sql) throws Exception {
        return Rows.ofFile(folder.resolve("data/warehouse/" + warehouse + ".duckdb"), sql);
    }

    @Tag("long")
    @Test
    void noWarehouseSeesACompactionAndNoneSeesWhatIsErased() throws Exception {
        try (var running = new Running("here", "away")) {
            running.send("acme", "A", "1 €", began);
            running.send("globex", "A", "2 €", began);
            running.send("acme", "B", "call us", began);
            running.send("acme", "A", "3 €", began);
        }
        var before = rows("here", ALL);
        var ledger = rows("here", LEDGER);
        assertEquals(2, before.size());
        assertEquals(List.of("2|1|0"), ledger);

        try (var running = new Running("here")) {
            var compacted = running.ask(Request.compact(LocalDate.now().plusDays(2), false), Decided.class);
            assertEquals(1, compacted.plans().size());
            assertEquals(4, compacted.plans().get(0).files());
            running.await(compacted);
            running.expectAllHolds();
        }
        assertEquals(before, rows("here", ALL));
        assertEquals(ledger, rows("here", LEDGER));
        assertEquals(before, rows("away", ALL));

        try (var running = new Running("here", "anew")) {
            running.expectAllHolds();
        }
        assertEquals(before, rows("anew", ALL));
        assertEquals(List.of("2|0|0"), rows("anew", LEDGER));

        var erasure = new Erasure(null, "acme", null, began.plusSeconds(1));
        try (var running = new Running("here")) {
            var would = running.ask(Request.erase(erasure, true), Erased.class);
            assertEquals(Map.of("prices", 2L), would.rows());
            var erased = running.erase(erasure);
            assertEquals(Map.of("prices", 2L), erased.rows());
            assertEquals(1, erased.rejected());
            running.await(erased.decided());
            running.send("acme", "A", "4 €", began);
            running.send("acme", "A", "5 €", began.plusSeconds(2));
            running.expectAllHolds();
        }
        var after = rows("here", "SELECT source || ' ' || price::INTEGER FROM prices ORDER BY ALL");
        assertEquals(List.of("acme 5", "globex 2"), after);

        try (var running = new Running("here", "away", "anew")) {
            running.expectAllHolds();
            var everything = new Replays.Range(Instant.now().minusSeconds(3_600), Instant.now(), null, false, false);
            running.await(running.ask(Request.replay(everything, false), Decided.class));
            running.expectAllHolds();
            assertEquals(4, running.status().clean().reasons().get("erased"));
        }
        for (var warehouse : List.of("here", "away", "anew")) {
            assertEquals(
                    after,
                    rows(warehouse, "SELECT source || ' ' || price::INTEGER FROM prices ORDER BY ALL"),
                    warehouse);
        }
    }
}
