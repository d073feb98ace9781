package io.millrace.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The one answer that the proxy puts together itself has to be as true as one of Kinesis. */
class PartialPutTest {
    private static final int RECORDS = 5;

    @RepeatedTest(20)
    void eachRecordIsAnsweredInItsPlaceWithTheNumberItGotOrTheReasonWhyNone(RepetitionInfo repetition)
            throws IOException {
        var part = PartialPut.of(request(), new SplittableRandom(repetition.getCurrentRepetition()));

        var sent = json(part.request(request())).get("Records");
        var answer = json(part.answer(carriedOut(sent)));

        var put = 0;
        for (var i = 0; i < RECORDS; i++) {
            var result = answer.get("Records").get(i);
            if (result.has("SequenceNumber")) {
                assertEquals("of d" + i, result.get("SequenceNumber").asText());
                put++;
            } else {
                assertTrue(result.hasNonNull("ErrorCode"), result::toString);
            }
        }
        assertEquals(sent.size(), put);
        assertEquals(RECORDS - put, answer.get("FailedRecordCount").asInt());
        assertTrue(put > 0 && put < RECORDS, put + " were put");
    }

    private static HttpMessage request() {
        var body = Json.MAPPER.createObjectNode().put("StreamName", "s");
        var records = body.putArray("Records");
        for (var i = 0; i < RECORDS; i++) {
            records.addObject().put("Data", "d" + i).put("PartitionKey", "k");
        }
        return new HttpMessage("POST / HTTP/1.1", List.of(), Json.bytes(body));
    }

    private static HttpMessage carriedOut(JsonNode sent) {
        var body = Json.MAPPER.createObjectNode().put("FailedRecordCount", 0);
        var results = body.putArray("Records");
        sent.forEach(record -> results.addObject()
                .put("SequenceNumber", "of " + record.get("Data").asText()));
        return new HttpMessage("HTTP/1.1 200 OK", List.of(), Json.bytes(body));
    }

    private static JsonNode json(HttpMessage message) throws IOException {
        return Json.MAPPER.readTree(message.body());
    }
}
