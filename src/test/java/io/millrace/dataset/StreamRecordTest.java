package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamRecordTest {
    private static final StreamId STREAM = new StreamId("events", 1);

    @Test
    void sequenceNumbersCompareAsNumbers() {
        assertTrue(StreamRecord.compareSeq("9", "10") < 0);
        assertTrue(StreamRecord.compareSeq(
                        "49590338271490256608559692538361571095921575989136588898",
                        "49590338271490256608559692538361571095921575989136588897")
                > 0);
        assertEquals(0, StreamRecord.compareSeq("007", "7"));
    }

    @Test
    void theBeginningStandsBeforeAll() {
        assertTrue(StreamRecord.compareSeq(null, "0") < 0);
        assertTrue(StreamRecord.compareSeq("0", null) > 0);
        assertEquals(0, StreamRecord.compareSeq(null, null));
    }

    @Test
    void aBatchHasRecords() {
        assertThrows(IllegalArgumentException.class, () -> new ShardBatch(STREAM, "s", null, List.of()));
    }

    @Test
    void aStreamMadeAgainUnderItsNameIsAnother() {
        assertEquals(
                "events.1795282400",
                StreamId.of("events", Instant.parse("2026-11-21T17:33:20.9Z")).toString());
    }
}
