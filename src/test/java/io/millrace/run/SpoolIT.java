package io.millrace.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.local.kinesis.KinesisServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Events of a program whose stream is away, and that is stopped or killed before it comes back. */
class SpoolIT {
    private static final int PAGES = 10;
    private static final String STREAM = "millrace-events";

    @TempDir
    private Path folder;

    private PriceSite site;

    @BeforeEach
    void openSite() throws IOException {
        site = PriceSite.start();
        Files.createDirectories(folder.resolve("sources"));
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    private void source(String every, String delay) throws IOException {
        var file = site.sourceFile(PAGES, every).replace("delay: 0s", "delay: " + delay);
        Files.writeString(folder.resolve("sources/site.yaml"), file);
    }

    private Program local() throws IOException {
        var local = Program.start(folder, "local");
        await().atMost(90, SECONDS).until(() -> local.output().contains("Ctrl-C"));
        return local;
    }

    private void fetchOnce() throws Exception {
        source("5m", "0s");
        try (var local = local();
                var fetch = Program.start(folder, "run", "--only", "fetch", "--once")) {
            assertEquals(0, fetch.await(90), fetch::output);
            local.stop();
            local.await(60);
        }
    }

    @Tag("long")
    @Test
    void aProcessThatIsKilledWhileItsStreamIsAwayLosesNoEventThatItHasSpooled() throws Exception {
        source("1s", "0s");
        try (var local = local();
                var fetch = Program.start(folder, "run", "--only", "fetch")) {
            await().atMost(90, SECONDS).until(() -> site.shown().size() > 2 * PAGES);
            local.kill();
            await().atMost(60, SECONDS).until(() -> fetch.output().contains("stage=send-events failed"));
            var shown = site.shown().size();
            await().atMost(60, SECONDS).until(() -> site.shown().size() > shown + 2 * PAGES);
            fetch.kill();
        }
        var shown = site.shown();

        fetchOnce();

        var events = eventsInStream();
        assertEquals(2, publishers(events));
        assertNumbersAreDense(events);
        var prices = events.stream()
                .map(event -> event.payload().get("sku") + "=" + event.payload().get("price"))
                .collect(Collectors.toCollection(TreeSet::new));
        var lost = new TreeSet<>(shown);
        lost.removeAll(prices);
        // The page that was under way when the process was killed, at the most.
        assertTrue(lost.size() <= 1, "lost " + lost);
        assertNothingWaits();
    }

    @Test
    @Tag("long")
    void aRunThatCannotSendSaysThatItsEventsAreSafeAndTheNextOneSendsThem() throws Exception {
        source("5m", "400ms");
        try (var local = local();
                var fetch = Program.start(folder, "run", "--only", "fetch", "--once")) {
            await().atMost(90, SECONDS).until(() -> site.shown().size() > 1);
            local.kill();
            assertEquals(1, fetch.await(120), fetch::output);
            assertTrue(
                    fetch.output().contains("safe in the spool on this machine's disk, to go out at the next start"),
                    fetch::output);
            assertTrue(fetch.output().lines().noneMatch(line -> line.startsWith("\tat ")), fetch::output);
        }
        var first = site.shown();

        fetchOnce();

        var events = eventsInStream();
        assertEquals(2 * PAGES, events.stream().map(Event::id).distinct().count());
        assertEquals(PAGES, first.size());
        assertNumbersAreDense(events);
        assertNothingWaits();
    }

    @Tag("long")
    @Test
    void aStoppedProcessLeavesWhatItCouldNotSendAndSaysHowMuch() throws Exception {
        source("1s", "0s");
        try (var local = local();
                var fetch = Program.start(folder, "run", "--only", "fetch")) {
            await().atMost(90, SECONDS).until(() -> site.shown().size() > PAGES);
            local.kill();
            await().atMost(60, SECONDS).until(() -> fetch.output().contains("stage=send-events failed"));
            fetch.stop();
            assertEquals(143, fetch.await(60), fetch::output);
            assertTrue(fetch.output().contains("wait on this disk, and go out at the next start"), fetch::output);
        }
        try (var local = local();
                var land = Program.start(folder, "run", "--only", "land")) {
            await().atMost(90, SECONDS)
                    .until(() -> land.output().contains("wait there until a process with the stage fetch sends them"));
            assertTrue(local.isRunning());
        }
        fetchOnce();
        assertNumbersAreDense(eventsInStream());
        assertNothingWaits();
    }

    @Test
    void aStoppedProcessSendsWhatWaitsBeforeItEnds() throws Exception {
        source("5m", "0s");
        // So all of them wait when the process is asked to stop.
        Files.writeString(folder.resolve("millrace.yaml"), "publish: {linger: 10s}\n");
        try (var local = local();
                var fetch = Program.start(folder, "run", "--only", "fetch")) {
            await().atMost(90, SECONDS).until(() -> site.shown().size() == PAGES);
            fetch.stop();
            assertEquals(143, fetch.await(60), fetch::output);
            assertTrue(fetch.output().contains("to send what is in the spool ("), fetch::output);
            assertTrue(local.isRunning());
            assertNothingWaits();
            local.stop();
            local.await(60);
        }
        var prices = eventsInStream().stream()
                .map(event -> event.payload().get("sku") + "=" + event.payload().get("price"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(site.shown()), prices);
    }

    private void assertNothingWaits() throws IOException {
        try (var lives = Files.list(folder.resolve("data/spool/local-us-east-1-" + STREAM))) {
            assertEquals(List.of(), lives.toList());
        }
    }

    private static long publishers(List<Event> events) {
        return events.stream().map(Event::publisher).distinct().count();
    }

    private static void assertNumbersAreDense(List<Event> events) {
        var numbers = new TreeMap<String, TreeSet<Long>>();
        events.forEach(event -> numbers.computeIfAbsent(event.publisher(), key -> new TreeSet<>())
                .add(event.n()));
        numbers.forEach((publisher, seen) ->
                assertEquals(LongStream.rangeClosed(1, seen.last()).boxed().toList(), List.copyOf(seen), publisher));
    }

    /** Every event in the stream, read from its files by the AWS SDK. */
    private List<Event> eventsInStream() throws IOException {
        var events = new ArrayList<Event>();
        try (var server = KinesisServer.start(folder.resolve("data/kinesis"), 0);
                var clients = Clients.local(server.endpoint(), URI.create("http://127.0.0.1:1"), null, "us-east-1")) {
            var kinesis = clients.kinesis();
            for (var shard : kinesis.listShards(r -> r.streamName(STREAM)).shards()) {
                var iterator = kinesis.getShardIterator(r -> r.streamName(STREAM)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                while (iterator != null) {
                    var at = iterator;
                    var answer = kinesis.getRecords(r -> r.shardIterator(at));
                    answer.records()
                            .forEach(
                                    record -> events.add(Json.read(record.data().asByteArray(), Event.class, STREAM)));
                    iterator = answer.millisBehindLatest() == 0 ? null : answer.nextShardIterator();
                }
            }
        }
        return events;
    }
}
