package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import io.millrace.stream.EventStamp;
import io.millrace.stream.Publisher;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PublishEventsTest {
    private static final int TRIES = 11;

    private final Publisher publisher = new Publisher(Clock.systemUTC());
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("publish-events");
        routes.bind("eventStamp", new EventStamp(publisher)).start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void anEventIsPutUnderItsProductAndItsPlaceRemembered() {
        assertNull(publish("sku-1").getException());
        assertEquals("acme/sku-1", routes.kinesis.tried.get(0).partitionKey());
        assertEquals(Map.of("shardId-000000000000", "101"), routes.goals.lastByShard());
        assertEquals(1, routes.progress.events());
    }

    @Test
    void theLastPlaceOfAShardIsRemembered() {
        publish("sku-1");
        publish("sku-2");
        assertEquals(Map.of("shardId-000000000000", "102"), routes.goals.lastByShard());
    }

    @Test
    void eventsAreNumberedWithoutAGap() {
        publish("sku-1");
        publish("sku-2");
        publish("sku-3");
        assertEquals(List.of(1L, 2L, 3L), numbers());
    }

    @Test
    void aRetriedEventKeepsItsNumberAndItsBytes() {
        routes.kinesis.throttle(2);
        publish("sku-1");
        publish("sku-2");
        assertEquals(List.of(1L, 2L), numbers());
        var tried = routes.kinesis.tried.stream().map(put -> put.data()).toList();
        assertEquals(4, tried.size());
        assertEquals(Collections.nCopies(3, tried.get(0)), tried.subList(0, 3));
    }

    @Test
    void anEventThatIsGivenUpIsKeptWholeAndItsNumberIsNotGivenAgain() {
        routes.kinesis.throttle(TRIES);
        assertNull(publish("sku-1").getException());
        assertNull(publish("sku-2").getException());
        assertEquals(TRIES + 1, routes.kinesis.tried.size());
        assertEquals(List.of(2L), numbers());
        assertEquals(List.of("failed/publish/" + publisher.id() + "-00000001.json"), routes.s3.keys());
        var kept = routes.s3.onlyJson("failed/publish/");
        var event = Json.MAPPER.convertValue(kept.get("event"), Event.class);
        assertEquals(FakeKinesis.event(routes.kinesis.tried.get(0)), event);
        assertEquals(TRIES - 1, kept.get("retries"));
        assertEquals(1, routes.progress.failed());
        assertEquals(1, routes.progress.events());
    }

    @Test
    void whatCanNeitherBePutNorKeptIsReportedAndCounted() {
        routes.kinesis.throttle(TRIES);
        routes.s3.failFor(key -> true, FakeS3.status(503));
        publish("sku-1");
        assertEquals("status 503", routes.health.failures().get("keep-failed").reason());
        assertEquals(1, routes.progress.failed());
        publish("sku-2");
        assertEquals(List.of(2L), numbers());
    }

    @Test
    void anEventThatIsKeptAlreadyIsNoNewFailure() {
        routes.s3.put("failed/publish/" + publisher.id() + "-00000001.json", "{}");
        routes.kinesis.throttle(TRIES);
        assertNull(publish("sku-1").getException());
    }

    private Exchange publish(String sku) {
        var observation = new Observation(
                "prices",
                1,
                "acme",
                List.of(sku),
                Instant.parse("2026-11-21T11:00:00Z"),
                Map.of("sku", sku, "price", "9,99 €"),
                Map.of("method", "json-ld"));
        return routes.send("seda:publish-events?waitForTaskToComplete=Always&timeout=0", observation);
    }

    private List<Long> numbers() {
        return routes.kinesis.taken.stream().map(Event::n).toList();
    }
}
