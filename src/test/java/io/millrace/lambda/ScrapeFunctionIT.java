package io.millrace.lambda;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import io.millrace.run.PriceSite;
import io.millrace.run.SharedHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The scraping function as AWS's runtime runs it. */
class ScrapeFunctionIT {
    private static final String SCHEDULE = "{\"detail-type\": \"Scheduled Event\", \"source\": \"aws.events\"}";
    private static final int HOSTS = 8;
    private static final int PAGES = 3 * HOSTS;

    @TempDir
    private Path folder;

    @Test
    void twoThatScrapeAtOnceShareTheHostsAndWhatAKilledOneSpooledIsSentByTheNext() throws Exception {
        try (var sites = new SharedHosts(HOSTS);
                var world = new FunctionWorld(folder, 1, 1)) {
            declare(world, sites.sourceFiles("5m"));
            var one = scraper(world, "one");
            var two = scraper(world, "two");
            var first = one.begin(SCHEDULE);
            var second = two.begin(SCHEDULE);
            await().atMost(60, SECONDS).until(() -> sites.latestVisitors().contains("one"));
            one.kill();
            two.await(second);
            assertFalse(first.isDone());
            // The same folder, as Lambda gives it to the runtime that takes the place of one that died.
            var next = scraper(world, "one");
            var outcome = next.invoke(SCHEDULE);
            assertFalse(outcome.failed(), () -> outcome.body() + "\n" + next.output());
            assertEquals(List.of(), sites.meetings());
            assertEquals(
                    PAGES, Json.MAPPER.readTree(outcome.body()).get("pages").asInt());
            assertTrue(numbers(world).values().stream().mapToInt(TreeSet::size).sum() >= PAGES);
            numbers(world)
                    .forEach((publisher, numbers) -> assertEquals(
                            numbers.last().longValue(), numbers.size(), "numbers of " + publisher + ": " + numbers));
        }
    }

    @Tag("long")
    @Test
    void aFunctionWhoseTimeIsShortSendsWhatItHasAndSaysWhatItLeftOut() throws Exception {
        try (var site = PriceSite.start();
                var world = new FunctionWorld(folder, 1, 1)) {
            declare(world, Map.of("site.yaml", site.sourceFile(200, "5m").replace("delay: 0s", "delay: 1s")));
            var one = scraper(world, "one");
            var outcome = one.await(one.begin(SCHEDULE, Duration.ofSeconds(16)));
            assertTrue(outcome.failed(), outcome.body());
            var said = Json.MAPPER.readTree(outcome.body()).get("errorMessage").asText();
            var counts = Json.MAPPER.readTree(said.substring(said.indexOf('{'), said.indexOf('}') + 1));
            assertEquals(
                    200, counts.get("pages").asInt() + counts.get("leftOut").asInt(), said);
            assertFalse(counts.has("fault"), said);
            var sent = numbers(world).values().stream().mapToInt(TreeSet::size).sum();
            assertTrue(sent > 0 && sent == counts.get("events").asInt(), said + " but " + sent + " are in the stream");
            assertEquals(counts.get("pages").asInt(), sent, said);
        }
    }

    private static Environment scraper(FunctionWorld world, String name) throws IOException {
        return world.start(ScrapeHandler.class, name, Map.of("MILLRACE_FETCH_USER_AGENT", name));
    }

    private static void declare(FunctionWorld world, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            Files.writeString(world.sources().resolve(file.getKey()), file.getValue());
        }
    }

    /** Publisher to the numbers of its events in the stream. */
    private static Map<String, TreeSet<Long>> numbers(FunctionWorld world) throws IOException {
        var numbers = new TreeMap<String, TreeSet<Long>>();
        var iterator = world.kinesis()
                .getShardIterator(r -> r.streamName(FunctionWorld.STREAM)
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        for (var record : world.kinesis()
                .getRecords(r -> r.shardIterator(iterator).limit(10_000))
                .records()) {
            var event = Json.read(record.data().asByteArray(), JsonNode.class, "an event");
            numbers.computeIfAbsent(event.get("publisher").asText(), id -> new TreeSet<>())
                    .add(event.get("n").asLong());
        }
        return numbers;
    }
}
