package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:01.123456789Z");

    private final Publisher publisher = new Publisher(Clock.fixed(NOW, ZoneOffset.UTC));

    private static Observation observation(String sku) {
        return new Observation(
                "prices",
                1,
                "acme",
                List.of(sku),
                Instant.parse("2026-11-21T10:00:00Z"),
                Map.of("price", "19,99 €"),
                Map.of());
    }

    @Test
    void numbersAreDenseFromOne() {
        assertEquals(0, publisher.last());
        assertEquals(
                List.of(1L, 2L, 3L),
                IntStream.range(0, 3)
                        .mapToObj(i -> publisher.stamp(observation("A")).n())
                        .toList());
        assertEquals(3, publisher.last());
    }

    @Test
    void numbersStayDenseWhenManyThreadsStamp() {
        var numbers = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> publisher.stamp(observation("A")).n())
                .sorted()
                .toList();
        assertEquals(LongStream.rangeClosed(1, 2_000).boxed().toList(), numbers);
    }

    @Test
    void theSameObservationHasTheSameIdHoweverOftenItIsSent() {
        var other = new Publisher(Clock.systemUTC());
        assertEquals(
                publisher.stamp(observation("A")).id(),
                other.stamp(observation("A")).id());
        assertNotEquals(
                publisher.stamp(observation("A")).id(),
                publisher.stamp(observation("B")).id());
    }

    @Test
    void everyLifeOfAPublisherIsAnother() {
        assertTrue(publisher.id().matches(NOW.getEpochSecond() + "-[0-9a-f]{8}"), publisher.id());
        assertNotEquals(publisher.id(), new Publisher(Clock.fixed(NOW, ZoneOffset.UTC)).id());
    }

    @Test
    void anEventIsOneLineOfJson() {
        var bytes = Publisher.encode(publisher.stamp(observation("A")));
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertFalse(text.contains("\n"), text);
        var json = Json.read(bytes, JsonNode.class, "test");
        assertEquals("2026-11-21T10:00:00Z", json.path("observed_at").asText());
        assertEquals("2026-11-21T10:00:01.123456Z", json.path("sent_at").asText());
        assertEquals("19,99 €", json.path("payload").path("price").asText());
        assertEquals(publisher.id(), Json.read(bytes, Event.class, "test").publisher());
    }

    @Test
    void thePartitionKeyIsTheProduct() {
        assertEquals("acme/A", Publisher.partitionKey(observation("A")));
    }

    @Test
    void aPartitionKeyHasAtMost256Characters() {
        var longest = "x".repeat(251);
        assertEquals("acme/" + longest, Publisher.partitionKey(observation(longest)));
        var shortened = Publisher.partitionKey(observation(longest + "x"));
        assertTrue(shortened.length() <= 256, shortened);
        assertEquals(shortened, Publisher.partitionKey(observation(longest + "x")));
        assertNotEquals(shortened, Publisher.partitionKey(observation(longest + "y")));
    }
}
