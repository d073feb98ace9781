package io.millrace.lake;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Json;
import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class LandingTest {
    private final FakeLake lake = new FakeLake();
    private final RawZone zone = new RawZone(lake);
    private final Landing landing = new Landing(zone, new Positions(lake, lake));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Message message = exchange.getMessage();

    private static ShardBatch batch(int first, int last) {
        var records = new ArrayList<StreamRecord>();
        for (var seq = first; seq <= last; seq++) {
            records.add(Landed.record(seq, TEN, "{}"));
        }
        return new ShardBatch(STREAM, SHARD, first == 1 ? null : Integer.toString(first - 1), records);
    }

    private void draft(ShardBatch batch) {
        message.setBody(batch);
        landing.draft(exchange);
    }

    private void settle(boolean created) {
        message.setHeader(Commits.COMMITTED, created);
        landing.settle(exchange);
    }

    @Test
    void aDraftIsTheObjectsContentAddressAndMetadata() {
        draft(batch(1, 3));
        var drafted = zone.draft(batch(1, 3));
        assertArrayEquals(drafted.content(), message.getBody(byte[].class));
        assertEquals(drafted.object().key(), message.getHeader("CamelAwsS3Key"));
        assertEquals(
                Map.of(
                        "shard", SHARD,
                        "first", "1",
                        "last", "3",
                        "after", "-",
                        "count", "3",
                        "sha256", drafted.object().sha256()),
                message.getHeader("CamelAwsS3Metadata"));
    }

    @Test
    void aCreatedObjectIsDurableThroughItsLastRecord() {
        draft(batch(1, 3));
        settle(true);
        assertEquals("3", message.getHeader("MillraceLandedThrough"));
        assertEquals(Position.key(STREAM, SHARD), message.getHeader("CamelAwsS3Key"));
        assertEquals(Map.of(), message.getHeader("CamelAwsS3Metadata"));
        assertEquals(
                new Position("3", TEN, TEN, TEN), Json.read(message.getBody(byte[].class), Position.class, "test"));
    }

    @Test
    void whereAnotherWriterWasFirstItsObjectCounts() {
        new Landed(lake).commit(batch(1, 2));
        draft(batch(1, 3));
        settle(false);
        assertEquals("2", message.getHeader("MillraceLandedThrough"));
        assertEquals(
                "2",
                Json.read(message.getBody(byte[].class), Position.class, "test").last());
    }

    @Test
    void aWriterThatComesLateIsToldHowFarOthersAre() {
        new Landed(lake).land(SHARD, null, 1, 9, TEN);
        // What lay there was landed, loaded and removed since.
        lake.remove(lake.list("raw/", null, 1).get(0));
        draft(batch(1, 3));
        settle(true);
        assertEquals("9", message.getHeader("MillraceLandedThrough"));
    }

    @Test
    void aPositionSaysWhenItsLastRecordArrived() {
        var records = List.of(
                Landed.record(1, TEN, "{}"),
                Landed.record(2, TEN.plusSeconds(1), "{}"),
                Landed.record(3, TEN.plusSeconds(2), "{}"));
        new Landed(lake).commit(new ShardBatch(STREAM, SHARD, null, records.subList(0, 2)));
        draft(new ShardBatch(STREAM, SHARD, null, records));
        settle(false);
        assertEquals(TEN.plusSeconds(1), through(), "what the other writer landed ends with the second");
        draft(new ShardBatch(STREAM, SHARD, null, records));
        settle(true);
        assertEquals(TEN.plusSeconds(2), through());
    }

    private Instant through() {
        return Json.read(message.getBody(byte[].class), Position.class, "test").through();
    }

    @Test
    void anObjectThatCouldNotBeCreatedAndIsNotThereIsAFault() {
        draft(batch(1, 3));
        var fault = assertThrows(IllegalStateException.class, () -> settle(false));
        assertTrue(fault.getMessage().endsWith("could not be created and is not there either"), fault.getMessage());
        assertEquals(List.of(), lake.keys());
    }
}
