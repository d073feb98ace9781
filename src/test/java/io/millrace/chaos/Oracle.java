package io.millrace.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Says what has to be in the warehouse, from the stream alone, and whether it is: with no code of the program. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final Path database;
    /** Event id to event, as the stream has them. */
    private final Map<String, JsonNode> events = new HashMap<>();

    /** Publisher to its numbers, and each number's event id. */
    private final Map<String, TreeMap<Long, String>> publishers = new TreeMap<>();

    private final Set<String> garbage = new TreeSet<>();
    private long records;

    private Oracle(World world, Path database) {
        this.world = world;
        this.database = database;
    }

    /** Judges what is there now; nothing may be under way. */
    static Oracle judge(World world, Path database, Traffic traffic) throws Exception {
        var oracle = new Oracle(world, database);
        oracle.readStream();
        assertTrue(oracle.events.keySet().containsAll(traffic.prices().keySet()), "the stream has lost what was put");
        assertEquals(traffic.garbage(), oracle.garbage, "the stream's own garbage");
        oracle.expectNumbersAreDense();
        oracle.expectEachEventOnce();
        oracle.expectGarbageRejectedOnce();
        return oracle;
    }

    long records() {
        return records;
    }

    int events() {
        return events.size();
    }

    /** Records that stand in the stream once more, as those may that were under way at a kill. */
    long repeated() {
        return records - garbage.size() - events.size();
    }

    int rejected() {
        return garbage.size();
    }

    int publishers() {
        return publishers.size();
    }

    private void readStream() throws IOException {
        var kinesis = world.kinesis();
        for (var shard : kinesis.listShards(r -> r.streamName(World.STREAM)).shards()) {
            var iterator = kinesis.getShardIterator(r -> r.streamName(World.STREAM)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            while (iterator != null) {
                var at = iterator;
                var answer = kinesis.getRecords(r -> r.shardIterator(at));
                for (var record : answer.records()) {
                    take(
                            shard.shardId() + "/" + record.sequenceNumber(),
                            record.data().asByteArray());
                }
                var open = shard.sequenceNumberRange().endingSequenceNumber() == null;
                iterator = open && answer.millisBehindLatest() == 0 ? null : answer.nextShardIterator();
            }
        }
    }

    private void take(String place, byte[] data) {
        records++;
        var event = event(data);
        if (event == null) {
            garbage.add(place);
            return;
        }
        var id = event.get("id").asText();
        var before = events.putIfAbsent(id, event);
        assertTrue(before == null || before.equals(event), () -> "two events of one id: " + before + " and " + event);
        var other = publishers
                .computeIfAbsent(event.get("publisher").asText(), name -> new TreeMap<>())
                .putIfAbsent(event.get("n").asLong(), id);
        assertTrue(other == null || other.equals(id), () -> "the number of " + event + " was given to " + other);
    }

    private static JsonNode event(byte[] data) {
        try {
            var event = JSON.readTree(data);
            return event != null && event.path("dataset").asText().equals("prices") ? event : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void expectNumbersAreDense() {
        publishers.forEach((publisher, numbers) -> {
            assertEquals(1, numbers.firstKey(), "first number of " + publisher);
            assertEquals(
                    numbers.lastKey(),
                    numbers.size(),
                    () -> "numbers of " + publisher + " are missing: " + gaps(numbers.keySet()));
        });
    }

    private static List<Long> gaps(Set<Long> numbers) {
        return LongStream.range(1, Collections.max(numbers))
                .filter(n -> !numbers.contains(n))
                .boxed()
                .toList();
    }

    private void expectEachEventOnce() throws Exception {
        var rows = new HashMap<String, String>();
        var doubled = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                var result = connection.createStatement().executeQuery("SELECT event_id, price FROM prices")) {
            while (result.next()) {
                if (rows.put(result.getString(1), result.getString(2)) != null) {
                    doubled.add(result.getString(1));
                }
            }
        }
        assertEquals(List.of(), doubled, "events with more than one row");
        assertEquals(Set.of(), without(events.keySet(), rows.keySet()), "events without a row");
        assertEquals(Set.of(), without(rows.keySet(), events.keySet()), "rows of no event");
        events.forEach((id, event) -> assertEquals(
                0,
                price(event).compareTo(new BigDecimal(rows.get(id))),
                () -> event + " has the price " + rows.get(id) + " in its row"));
    }

    private static BigDecimal price(JsonNode event) {
        return new BigDecimal(event.at("/payload/price").asText().replaceAll("[^0-9.]", ""));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void expectGarbageRejectedOnce() throws IOException {
        var times = new TreeMap<String, Integer>();
        for (var key : keys("processed/_batches/")) {
            for (var file : JSON.readTree(object(key)).path("rejectedFiles")) {
                for (var line : lines(file.asText())) {
                    var rejection = JSON.readTree(line);
                    var place = rejection.get("shard").asText() + "/"
                            + rejection.get("seq").asText();
                    times.merge(place, 1, Integer::sum);
                }
            }
        }
        assertEquals(Set.of(), without(garbage, times.keySet()), "garbage that was not rejected");
        assertEquals(Set.of(), without(times.keySet(), garbage), "events that were rejected");
        times.forEach((place, count) -> assertEquals(1, count, place + " was rejected so often"));
    }

    private List<String> keys(String prefix) {
        return world.s3().listObjectsV2Paginator(r -> r.bucket(World.BUCKET).prefix(prefix)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private byte[] object(String key) {
        return world.s3().getObjectAsBytes(r -> r.bucket(World.BUCKET).key(key)).asByteArray();
    }

    private List<String> lines(String key) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(object(key))), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
