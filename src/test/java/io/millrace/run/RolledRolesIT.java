package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.testing.Rows;
import io.millrace.warehouse.MySqlServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The pods of {@code k8s/} beside {@code millrace local}, with MySQL as the company's warehouse: each role is killed, and rolled. */
@Tag("long")
class RolledRolesIT {
    private static final int SITES = 4;
    private static final int PAGES = 4;
    private static final String IDS = "SELECT event_id FROM prices ORDER BY event_id";
    private static final String FAST = "land: {max-age: 500ms, poll: 500ms}\nclean: {every: 1s}\nload: {every: 1s}\n";

    private static final Map<String, String> LOGIN = Map.of("PRICES_PASSWORD", MySqlServer.PASSWORD);

    private final List<PriceSite> sites = new ArrayList<>();

    @TempDir
    private Path folder;

    private String address;
    private RolePods pods;
    private Program local;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("sources"));
        for (var n = 0; n < SITES; n++) {
            var site = PriceSite.start();
            sites.add(site);
            Files.writeString(
                    folder.resolve("sources/site-" + n + ".yaml"),
                    site.sourceFile(PAGES, "2s").replace("source: site", "source: site-" + n));
        }
        address = MySqlServer.database();
        pods = new RolePods(folder, Map.of("millrace-load", LOGIN));
        Files.writeString(pods.config("clean-and-load"), FAST + warehouses());
        Files.writeString(pods.config("dashboard"), FAST + pods.dashboardConfig());
        local = pods.start(Map.of(), "local", "--data", data());
        await().atMost(60, SECONDS).until(() -> local.output().contains("Ctrl-C"));
        pods.startAll();
    }

    @AfterEach
    void stop() throws Exception {
        pods.close();
        local.close();
        sites.forEach(PriceSite::close);
    }

    @Test
    void nothingIsLostOrDoubledWhileEachRoleIsKilledAndRolled() throws Exception {
        awaitNews();
        for (var role : List.of("fetch", "land")) {
            pods.killOldest(role);
            awaitNews();
            roll(role);
        }
        pods.killOldest("clean-and-load");
        pods.add("clean-and-load");
        roll("clean-and-load");
        pods.killOldest("dashboard");
        pods.add("dashboard");
        pods.awaitReady();
        // One file, one process: the old one goes first.
        pods.stopOldest("dashboard");
        pods.add("dashboard");
        pods.awaitReady();

        pods.stop("fetch");
        var sent = idsInStream();
        await().atMost(60, SECONDS).until(() -> List.copyOf(sent).equals(idsInServer()));
        for (var role : List.of("clean-and-load", "dashboard")) {
            var rows = Pattern.compile("millrace_warehouse_rows\\{.*} " + sent.size() + "(\\.0)?");
            await().atMost(60, SECONDS)
                    .until(() -> rows.matcher(
                                    pods.ask(pods.oldest(role), "/metrics").body())
                            .find());
        }
        for (var role : pods.roles()) {
            pods.stop(role);
        }
        expectThatSumsHold();
        assertEquals(List.copyOf(sent), idsInServer());
        assertEquals(List.copyOf(sent), Rows.ofFile(folder.resolve("data/warehouse/page.duckdb"), IDS));
    }

    /** A new one first; the old one goes once that is ready. */
    private void roll(String role) throws Exception {
        pods.add(role);
        pods.awaitReady();
        pods.stopOldest(role);
        awaitNews();
    }

    /** Until something comes through that nobody had seen yet. */
    private void awaitNews() throws SQLException {
        var before = idsInServer().size();
        await().atMost(60, SECONDS).until(() -> idsInServer().size() > before);
    }

    private void expectThatSumsHold() throws Exception {
        var both = Files.writeString(folder.resolve("both.yaml"), warehouses() + "  - {name: page, type: duckdb}\n");
        try (var status = pods.start(LOGIN, "status", "--deep", "--data", data(), "--config", both.toString())) {
            assertEquals(0, status.await(60), status::output);
        }
    }

    private String warehouses() {
        return """
                warehouses:
                  - {name: prices, type: mysql, url: "%s", user: %s, password: "{{env:PRICES_PASSWORD}}"}
                """.formatted(address, MySqlServer.USER);
    }

    private List<String> idsInServer() throws SQLException {
        try (var connection = DriverManager.getConnection(address, MySqlServer.USER, MySqlServer.PASSWORD)) {
            return connection
                            .getMetaData()
                            .getTables(connection.getCatalog(), null, "prices", null)
                            .next()
                    ? Rows.of(connection, IDS, "|")
                    : List.of();
        }
    }

    /** Every event in the stream, whose senders' numbers have no gap. */
    private TreeSet<String> idsInStream() throws IOException {
        var ids = new TreeSet<String>();
        var numbers = new TreeMap<String, TreeSet<Long>>();
        for (var event : eventsInStream()) {
            ids.add(event.id());
            numbers.computeIfAbsent(event.publisher(), name -> new TreeSet<>()).add(event.n());
        }
        numbers.forEach((publisher, seen) -> assertEquals(seen.last(), seen.size(), publisher));
        return ids;
    }

    private List<Event> eventsInStream() throws IOException {
        var events = new ArrayList<Event>();
        var said = Pattern.compile("Kinesis at (\\S+), stream (\\S+)").matcher(local.output());
        assertTrue(said.find(), local.output());
        var stream = said.group(2);
        try (var clients =
                Clients.local(URI.create(said.group(1)), URI.create("http://127.0.0.1:1"), null, "us-east-1")) {
            var kinesis = clients.kinesis();
            for (var shard : kinesis.listShards(r -> r.streamName(stream)).shards()) {
                var iterator = kinesis.getShardIterator(r -> r.streamName(stream)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                while (iterator != null) {
                    var at = iterator;
                    var answer = kinesis.getRecords(r -> r.shardIterator(at));
                    answer.records()
                            .forEach(
                                    record -> events.add(Json.read(record.data().asByteArray(), Event.class, stream)));
                    iterator = answer.millisBehindLatest() == 0 ? null : answer.nextShardIterator();
                }
            }
        }
        return events;
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
