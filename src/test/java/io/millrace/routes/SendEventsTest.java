package io.millrace.routes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import io.millrace.stream.Observations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the spool into the stream, which is busy, away, or takes offence at a record. */
@Timeout(30)
class SendEventsTest {
    @TempDir
    private Path folder;

    private Routes routes;

    @BeforeEach
    void open() throws Exception {
        routes = new Routes("publish-events", "send-events").spool(folder);
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void spool(int events) throws Exception {
        for (var n = 1; n <= events; n++) {
            routes.spool.append(Observations.of("sku-" + n));
        }
    }

    private void sent() {
        await().until(() -> routes.spool.events() == 0);
    }

    private List<Long> numbers() {
        return routes.kinesis.taken().stream().map(Event::n).toList();
    }

    private static List<Long> range(int first, int last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void whatIsSpooledIsSentInOrderEachUnderItsOwnProduct() throws Exception {
        spool(3);
        routes.start();
        sent();
        assertEquals(List.of(range(1, 3)), routes.kinesis.tried);
        assertEquals(
                List.of("acme/sku-1", "acme/sku-2", "acme/sku-3"),
                routes.kinesis.records.stream().map(put -> put.partitionKey()).toList());
    }

    @Test
    void theLastPlaceInEachShardIsRememberedAndEveryEventCounted() throws Exception {
        spool(5);
        routes.start();
        sent();
        assertEquals(Map.of("shard-1", "105", "shard-0", "104"), routes.goals.lastByShard());
        assertEquals(5, routes.progress.events());
    }

    @Test
    void ofAPutThatWasTakenInPartOnlyTheRestIsSentAgain() throws Exception {
        spool(6);
        routes.kinesis.busyFor(event -> event.n() % 2 == 0);
        routes.kinesis.busyFor(event -> event.n() == 4);
        routes.start();
        sent();
        assertEquals(List.of(range(1, 6), List.of(2L, 4L, 6L), List.of(4L)), routes.kinesis.tried);
        assertEquals(6, numbers().size());
        assertEquals(Map.of("shard-1", "103", "shard-0", "106"), routes.goals.lastByShard());
        assertEquals(6, routes.progress.events());
    }

    @Test
    void afterAnAnswerInPartAndALostOneStillOnlyTheRestIsSentAgain() throws Exception {
        spool(4);
        routes.kinesis.busyFor(event -> {
            routes.kinesis.goAway();
            return event.n() > 2;
        });
        routes.start();
        await().until(() -> routes.health.failures().containsKey("send-events") && routes.kinesis.tried.size() > 3);
        routes.kinesis.comeBack();
        sent();
        assertEquals(range(1, 4), numbers());
        assertEquals(range(1, 4), routes.kinesis.tried.get(0));
        assertTrue(routes.kinesis.tried.stream().skip(1).allMatch(List.of(3L, 4L)::equals));
    }

    @Test
    void aStreamThatIsAwayShowsAndItsEventsWaitAndGoOutInOrderAfterwards() throws Exception {
        routes.kinesis.goAway();
        routes.start();
        Observations.spool(routes.spool, 600);
        await().until(() -> routes.kinesis.tried.size() > 20);
        assertEquals("no answer", routes.health.failures().get("send-events").reason());
        assertEquals(600, routes.spool.events());
        routes.kinesis.comeBack();
        sent();
        assertEquals(range(1, 600), numbers());
        assertEquals(Map.of(), routes.health.failures());
        assertEquals(List.of(), routes.s3.keys());
    }

    @Test
    void anEventThatIsRefusedForGoodIsKeptUnderItsNumberAndHoldsUpNoOther() throws Exception {
        spool(7);
        routes.kinesis.refuse(event -> event.n() == 3);
        routes.start();
        sent();
        assertEquals(List.of(1L, 2L, 4L, 5L, 6L, 7L), numbers());
        var publisher = routes.spool.publisher();
        assertEquals(List.of("failed/publish/" + publisher + "-00000003.json"), routes.s3.keys());
        var kept = routes.s3.onlyJson("failed/publish/");
        assertEquals(
                "sku-3",
                Json.MAPPER
                        .convertValue(kept.get("event"), Event.class)
                        .payload()
                        .get("sku"));
        assertTrue(kept.get("reason").toString().contains("not a record"), kept.toString());
        assertEquals(1, routes.progress.source("acme").failed());
        assertEquals(6, routes.progress.events());
    }

    @Test
    void aRefusedEventThatCannotBeKeptIsReportedAndHoldsUpNoOther() throws Exception {
        spool(3);
        routes.kinesis.refuse(event -> event.n() == 3);
        routes.s3.failFor(key -> true, FakeS3.status(503));
        routes.start();
        sent();
        assertEquals(range(1, 2), numbers());
        assertEquals("status 503", routes.health.failures().get("keep-failed").reason());
    }

    @Test
    void aStopSendsWhatIsSpooledWhileTheStreamAnswers() throws Exception {
        routes.start();
        Observations.spool(routes.spool, 1_200);
        routes.close();
        assertEquals(range(1, 1_200), numbers());
    }

    @Test
    void aStopLeavesToTheNextStartWhatTheStreamDoesNotTake() throws Exception {
        routes.kinesis.goAway();
        routes.start();
        spool(3);
        await().until(() -> routes.kinesis.tried.size() > 2);
        routes.close();
        var first = routes.spool.publisher();
        routes = new Routes("publish-events", "send-events").spool(folder).start();
        sent();
        assertEquals(range(1, 3), numbers());
        assertEquals(first, routes.kinesis.taken().get(0).publisher());
    }
}
