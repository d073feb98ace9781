package io.millrace.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Landing;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.RouteCommits;
import io.millrace.stream.ShardsEndpoint;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LandRawTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-21T10:59:59Z");
    private static final StreamId STREAM = StreamId.of("events", ARRIVED);
    private static final String SHARD = "shardId-000000000000";

    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new Routes("land-batch", "land-raw");
        var zone = new RawZone(routes.s3);
        var positions = new Positions(routes.s3, new RouteCommits(routes.context));
        routes.bind("landing", new Landing(zone, positions)).begin("land-raw").start();
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    @Test
    void aLandedBatchAdvancesItsShardThroughItsLastRecord() {
        var answer = land(1, 3);
        assertNull(answer.getException());
        assertEquals("3", through(answer));
        assertEquals(1, routes.s3.list("raw/dt=2026-11-21/hour=10/", null, 9).size());
    }

    @Test
    void theObjectIsThereBeforeThePositionThatSpeaksOfIt() {
        land(1, 3);
        assertEquals(2, routes.log.size(), routes.log.toString());
        assertEquals("put " + routes.s3.list("raw/", null, 1).get(0), routes.log.get(0));
        assertEquals("3", routes.s3.onlyJson("_state/").get("last"));
    }

    @Test
    void thePositionFollowsEveryObject() {
        land(1, 3);
        land(4, 5);
        assertEquals("5", routes.s3.onlyJson("_state/").get("last"));
    }

    @Test
    void whereAnotherWriterWasFirstTheShardGoesOnBehindItsLastRecord() {
        land(1, 5);
        var answer = land(1, 3);
        assertNull(answer.getException());
        assertEquals("5", through(answer));
        assertEquals(1, routes.s3.list("raw/", null, 9).size());
    }

    @Test
    void aBatchThatCannotBePutFailsAndIsReported() {
        routes.s3.failFor(key -> key.startsWith("raw/"), FakeS3.status(500));
        var answer = land(1, 3);
        assertNotNull(answer.getException());
        assertNull(through(answer));
        assertEquals(Set.of("land-raw"), routes.health.failures().keySet());
        assertEquals(0, routes.s3.keys().size());
    }

    @Test
    void aBatchWhosePositionCannotBePutFailsAndLandsOnceAtTheNextTry() {
        routes.s3.failFor(key -> key.startsWith("_state/"), FakeS3.status(503));
        assertNotNull(land(1, 3).getException());
        routes.s3.heal();
        assertEquals("3", through(land(1, 3)));
        assertEquals(1, routes.s3.list("raw/", null, 9).size());
    }

    @Test
    void aStageThatWorksAgainIsNotReportedAnyMore() {
        routes.s3.failFor(key -> true, FakeS3.status(500));
        land(1, 3);
        routes.s3.heal();
        land(1, 3);
        assertEquals(Map.of(), routes.health.failures());
    }

    private Exchange land(int first, int last) {
        var records = IntStream.rangeClosed(first, last)
                .mapToObj(n -> new StreamRecord(Integer.toString(n), ARRIVED, ("{\"n\":" + n + "}").getBytes()))
                .toList();
        var after = first == 1 ? null : Integer.toString(first - 1);
        return routes.send("direct:land-raw", new ShardBatch(STREAM, SHARD, after, records));
    }

    private static String through(Exchange answer) {
        return answer.getMessage().getHeader(ShardsEndpoint.LANDED_THROUGH, String.class);
    }
}
