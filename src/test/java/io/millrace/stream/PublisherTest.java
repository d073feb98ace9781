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
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:01.123456789Z");

    private final Publisher publisher = new Publisher(Clock.fixed(NOW, ZoneOffset.UTC));

    private static Observation observation(String sku) {
        return Observations.of(sku);
    }

    @Test
    void theSameObservationHasTheSameIdHoweverOftenItIsSent() {
        var other = new Publisher(Clock.systemUTC());
        assertEquals(
                publisher.draft(observation("A")).id(),
                other.draft(observation("A")).id());
        assertNotEquals(
                publisher.draft(observation("A")).id(),
                publisher.draft(observation("B")).id());
    }

    @Test
    void everyLifeOfAPublisherIsAnother() {
        assertTrue(publisher.id().matches(NOW.getEpochSecond() + "-[0-9a-f]{8}"), publisher.id());
        assertNotEquals(publisher.id(), new Publisher(Clock.fixed(NOW, ZoneOffset.UTC)).id());
    }

    @Test
    void anEventIsOneLineOfJson() {
        var bytes = Publisher.encode(Publisher.numbered(publisher.draft(observation("A")), 7));
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertFalse(text.contains("\n"), text);
        var json = Json.read(bytes, JsonNode.class, "test");
        assertEquals("2026-11-21T10:00:00Z", json.path("observed_at").asText());
        assertEquals("2026-11-21T10:00:01.123456Z", json.path("sent_at").asText());
        assertEquals(7, json.path("n").asInt());
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
