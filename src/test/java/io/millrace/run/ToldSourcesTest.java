package io.millrace.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.lake.FakeLake;
import io.millrace.member.Heartbeat;
import io.millrace.reconcile.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ToldSourcesTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

    private final FakeLake lake = new FakeLake();

    private static Status.Source source(String name) {
        var alarm = new Status.Alarm("price", 0.98, 0.1, TEN, "https://acme.example/p/1", "yes", "");
        return new Status.Source(
                name,
                "running",
                3,
                1,
                TEN,
                Map.of("ok", 7L),
                Map.of("price", 0.1),
                12L,
                60L,
                TEN,
                2,
                List.of(alarm),
                null);
    }

    private static Heartbeat heart(String name, boolean stopped, String... roles) {
        return new Heartbeat(name, "box", "m", 1, TEN, List.of(roles), 1, TEN, null, 0, 0, stopped);
    }

    /** As the route does it. */
    private void tell(String instance, String... sources) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        var known = List.of(sources).stream().map(ToldSourcesTest::source).toList();
        new ToldSources(() -> instance, () -> known).describe(exchange);
        var message = exchange.getMessage();
        lake.create(message.getHeader(AWS2S3Constants.KEY, String.class), message.getBody(byte[].class), Map.of());
    }

    @Test
    void whatAnotherProcessToldIsKnownWholeAndUnderItsName() {
        tell("a", "acme");
        assertEquals(
                List.of(source("acme").toldBy("a")),
                ToldSources.of(lake, List.of(heart("a", false, "fetch", "land")), "b"));
    }

    @Test
    void neitherItselfNorWhoStoppedOrFetchesNothingIsAsked() {
        tell("a", "acme");
        tell("b", "beta");
        tell("c", "gamma");
        var instances = List.of(heart("a", false, "fetch"), heart("b", true, "fetch"), heart("c", false, "land"));
        assertEquals(List.of(), ToldSources.of(lake, instances, "a"));
    }

    @Test
    void whoHasToldNothingYetIsNoFault() {
        assertEquals(List.of(), ToldSources.of(lake, List.of(heart("a", false, "fetch")), null));
    }
}
