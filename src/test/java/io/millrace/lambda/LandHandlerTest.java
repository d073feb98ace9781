package io.millrace.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandHandlerTest {
    private static final String EVENT = "{\"Records\": [" + KinesisEventTest.record("a", "1") + ","
            + KinesisEventTest.record("a", "2") + "," + KinesisEventTest.record("b", "7") + "]}";

    @Test
    void aDeliveryThatIsLandedHasNoFailures() throws Exception {
        assertEquals("{\"batchItemFailures\":[]}", answer(EVENT, 60_000, (shard, records, late) -> Optional.empty()));
    }

    @Test
    void theFirstRecordOfEachShardThatIsNotLandedIsAnswered() throws Exception {
        var answer = answer(
                EVENT,
                60_000,
                (shard, records, late) ->
                        Optional.of(records.get(records.size() - 1).seq()));
        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"7\"}]}", answer);
    }

    @Test
    void whatIsNoKinesisEventFailsTheInvocation() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> answer("{}", 60_000, (shard, records, late) -> Optional.empty()));
        assertTrue(failure.getMessage().startsWith("found {}; expected"), failure.getMessage());
    }

    @Test
    void landingIsLateOnceTenSecondsAreLeftOrAQuarterOfTheTime() throws Exception {
        var late = new ArrayList<Boolean>();
        LandHandler.Landing landing = (shard, records, isLate) -> {
            late.add(isLate.getAsBoolean());
            return Optional.empty();
        };
        answer(EVENT, 60_000, 10_001, landing);
        assertEquals(List.of(false, false), late);
        late.clear();
        answer(EVENT, 60_000, 10_000, landing);
        assertEquals(List.of(true, true), late);
        late.clear();
        answer(EVENT, 4_000, 1_001, landing);
        answer(EVENT, 4_000, 1_000, landing);
        assertEquals(List.of(false, false, true, true), late);
    }

    private static String answer(String event, int millis, LandHandler.Landing landing) throws IOException {
        return answer(event, millis, millis, landing);
    }

    private static String answer(String event, int first, int then, LandHandler.Landing landing) throws IOException {
        var out = new ByteArrayOutputStream();
        var context = new TimedContext(first, then);
        new LandHandler("millrace-events", landing)
                .handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context);
        assertFalse(context.isUnasked());
        return out.toString(StandardCharsets.UTF_8);
    }
}
