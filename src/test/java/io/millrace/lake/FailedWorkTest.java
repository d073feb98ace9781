package io.millrace.lake;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FailedWorkTest {
    private final FailedWork work = new FailedWork(Clock.fixed(TEN, ZoneOffset.UTC));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private JsonNode described(Throwable reason) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, reason);
        work.describe(exchange);
        return Json.read(exchange.getMessage().getBody(byte[].class), JsonNode.class, "test");
    }

    private String key() {
        return exchange.getMessage().getHeader("CamelAwsS3Key", String.class);
    }

    @Test
    void anEventThatDidNotReachTheStreamIsKeptWhole() {
        var event = new Event("id1", "prices", 1, "acme", "17-ab", 3, TEN, TEN, Map.of("price", "9,99 €"), Map.of());
        exchange.setProperty("MillraceEvent", event);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 5);
        FailedWork.countRetry(exchange);
        exchange.getMessage().removeHeader(Exchange.REDELIVERY_COUNTER);
        var kept = described(new IllegalStateException("no answer"));
        assertEquals("failed/publish/17-ab-00000003.json", key());
        assertEquals(FailedWork.eventKey("17-ab", 3), key());
        assertEquals("publish", kept.path("stage").asText());
        assertEquals("no answer", kept.path("reason").asText());
        assertEquals(5, kept.path("retries").asInt());
        assertEquals("9,99 €", kept.path("event").path("payload").path("price").asText());
    }

    @Test
    void aPageThatWasGivenUpIsKeptWithItsSourceAndLabels() {
        exchange.setProperty("MillraceSource", "acme");
        exchange.setProperty("MillraceUrl", "https://acme.example/p/1");
        exchange.setProperty("MillraceLabels", Map.of("our_sku", "A1"));
        var kept = described(new IllegalStateException("HTTP 503"));
        assertTrue(key().matches("failed/fetch/dt=2026-11-21/acme-[0-9a-f]{32}\\.json"), key());
        assertEquals("https://acme.example/p/1", kept.path("url").asText());
        assertEquals("A1", kept.path("labels").path("our_sku").asText());
    }

    @Test
    void twoPagesOfOneMomentAreKeptUnderTwoKeys() {
        exchange.setProperty("MillraceSource", "acme");
        exchange.setProperty("MillraceUrl", "https://acme.example/p/1");
        described(new IllegalStateException("HTTP 503"));
        var first = key();
        exchange.setProperty("MillraceUrl", "https://acme.example/p/2");
        described(new IllegalStateException("HTTP 503"));
        assertTrue(!first.equals(key()), first);
    }
}
