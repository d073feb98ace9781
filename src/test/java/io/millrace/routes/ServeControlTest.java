package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.run.Control;
import io.millrace.run.Controls;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that answer other commands of the same user, without their server. */
class ServeControlTest {
    private static final String RIGHT = "Bearer 5ec2e7";

    private Routes routes;

    /** The real check before answers that are made up. */
    public final class Guarded {
        private final Control control = Controls.of("5ec2e7");

        public void check(String authorization) {
            control.check(authorization);
        }

        public String status() {
            routes.log.add("status");
            return "{\"ok\":true}";
        }

        public byte[] deep(String check) {
            routes.log.add("deep " + check);
            return "{}".getBytes();
        }

        public byte[] query(Exchange exchange) {
            routes.log.add(exchange.getMessage().getBody(String.class));
            return "{}".getBytes();
        }

        public byte[] batches(Exchange exchange) {
            routes.log.add("batches " + exchange.getMessage().getBody(String.class));
            return "{}".getBytes();
        }
    }

    /** Answers that are made up. */
    public final class Desk {
        private final String about;

        Desk(String about) {
            this.about = about;
        }

        public byte[] answer(Exchange exchange) {
            routes.log.add(about + " " + exchange.getMessage().getBody(String.class));
            return "{}".getBytes();
        }
    }

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("serve-control");
        routes.bind("control", new Guarded())
                .begin("serve-control-status")
                .begin("serve-control-deep")
                .begin("serve-control-query")
                .begin("serve-control-batches")
                .bind("sourceDesk", new Desk("sources"))
                .begin("serve-control-sources")
                .bind("alertDesk", new Desk("alerts"))
                .begin("serve-control-alerts")
                .start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer 5ec2e", "Bearer 5ec2e7x", "5ec2e7", "bearer 5ec2e7", "a, b) ${body}"})
    void whoeverShowsNotTheTokenIsRefused(String shown) {
        for (var address : List.of(
                "direct:serve-control-status",
                "direct:serve-control-deep",
                "direct:serve-control-query",
                "direct:serve-control-batches",
                "direct:serve-control-sources",
                "direct:serve-control-alerts")) {
            var answer = ask(address, Map.of("Authorization", shown));
            assertNull(answer.getException());
            assertEquals("403", answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        }
        assertEquals(List.of(), routes.log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"direct:serve-control-status", "direct:serve-control-query", "direct:serve-control-batches"})
    void whoeverShowsNothingIsRefusedAndToldWhatToUse(String address) {
        var answer = ask(address, Map.of());
        assertEquals("403", answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE));
        assertEquals(
                "this address is for Millrace's own commands: use ./millrace status, query or batches",
                answer.getMessage().getBody(String.class));
        assertEquals(List.of(), routes.log);
    }

    @Test
    void whoeverShowsTheTokenIsAnsweredInJson() {
        var status = ask("direct:serve-control-status", Map.of("Authorization", RIGHT));
        assertEquals("{\"ok\":true}", status.getMessage().getBody(String.class));
        assertEquals(
                Map.of("Content-Type", "application/json"), status.getMessage().getHeaders());
        var query = ask("direct:serve-control-query", Map.of("Authorization", RIGHT));
        assertEquals(
                Map.of("Content-Type", "application/json"), query.getMessage().getHeaders());
        var batches = ask("direct:serve-control-batches", Map.of("Authorization", RIGHT));
        assertEquals(
                Map.of("Content-Type", "application/json"), batches.getMessage().getHeaders());
        var sources = ask("direct:serve-control-sources", Map.of("Authorization", RIGHT));
        assertEquals(
                Map.of("Content-Type", "application/json"), sources.getMessage().getHeaders());
        var alerts = ask("direct:serve-control-alerts", Map.of("Authorization", RIGHT));
        assertEquals(
                Map.of("Content-Type", "application/json"), alerts.getMessage().getHeaders());
        assertEquals(
                List.of("status", "SELECT 1", "batches SELECT 1", "sources SELECT 1", "alerts SELECT 1"), routes.log);
    }

    @Test
    void aDeepCheckIsAskedForByItsId() {
        ask("direct:serve-control-deep", Map.of("Authorization", RIGHT, "check", "77"));
        assertEquals(List.of("deep 77"), routes.log);
    }

    @Test
    void theTokenDoesNotGoOutWithARefusal() {
        var answer = ask("direct:serve-control-status", Map.of("Authorization", "Bearer nearly", "Cookie", "a=b"));
        assertEquals(
                List.of(Exchange.HTTP_RESPONSE_CODE),
                List.copyOf(answer.getMessage().getHeaders().keySet()));
    }

    private Exchange ask(String address, Map<String, Object> headers) {
        return routes.send(address, "SELECT 1", headers);
    }
}
