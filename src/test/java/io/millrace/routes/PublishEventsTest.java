package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import io.millrace.stream.Observations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class PublishEventsTest {
    @TempDir
    private Path folder;

    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("publish-events").spool(folder).start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private Exchange publish(Observation observation) {
        return routes.send("direct:publish-events", observation);
    }

    @Test
    void anObservationIsSpooledAndNothingElseDone() {
        assertNull(publish(Observations.of("sku-1")).getException());
        assertEquals(1, routes.spool.events());
        assertEquals(0, routes.kinesis.tried.size());
    }

    @Test
    void anObservationThatNoRecordHoldsIsRejectedAndCounted() {
        assertNull(publish(Observations.of("sku-1", "9".repeat(1 << 20))).getException());
        assertEquals(0, routes.spool.events());
        assertEquals("too_large", routes.s3.onlyJson("rejected/publish/dt=").get("reason"));
        assertEquals(1, routes.progress.failed());
    }

    @Test
    void whatIsRejectedOnceIsNoNewObjectTheNextTime() {
        publish(Observations.of("sku-1", "9".repeat(1 << 20)));
        publish(Observations.of("sku-1", "9".repeat(1 << 20)));
        assertEquals(1, routes.s3.keys().size());
    }

    @Test
    void anObservationThatCannotBeSpooledIsTriedAgainAndThenKeptWhole() throws IOException {
        routes.spool.close();
        assertNull(publish(Observations.of("sku-1")).getException());
        var kept = routes.s3.onlyJson("failed/publish/dt=");
        assertEquals(10, kept.get("retries"));
        var observation = Json.MAPPER.convertValue(kept.get("observation"), Observation.class);
        assertEquals(Observations.of("sku-1"), observation);
        assertEquals(Set.of("publish-events"), routes.health.failures().keySet());
        assertEquals(1, routes.progress.failed());
    }

    @Test
    void whatCanNeitherBeSpooledNorKeptIsReportedAndCounted() throws IOException {
        routes.spool.close();
        routes.s3.failFor(key -> true, FakeS3.status(503));
        publish(Observations.of("sku-1"));
        assertEquals("status 503", routes.health.failures().get("keep-failed").reason());
        assertEquals(1, routes.progress.failed());
    }
}
