package io.millrace.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KinesisEventTest {
    private static final String STREAM = "millrace-events";
    /** As the documentation of AWS shows it, with another stream. */
    private static final String DOCUMENTED = """
            {"Records": [{"kinesis": {"kinesisSchemaVersion": "1.0", "partitionKey": "1",
              "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
              "data": "SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==", "approximateArrivalTimestamp": 1545084650.987},
              "eventSource": "aws:kinesis", "eventVersion": "1.0",
              "eventID": "shardId-000000000006:49590338271490256608559692538361571095921575989136588898",
              "eventName": "aws:kinesis:record", "invokeIdentityArn": "arn:aws:iam::123456789012:role/lambda-role",
              "awsRegion": "us-east-2",
              "eventSourceARN": "arn:aws:kinesis:us-east-2:123456789012:stream/millrace-events"}]}
            """;

    @Test
    void theDocumentedEventIsRead() {
        var records = read(DOCUMENTED).shards().get("shardId-000000000006");
        assertEquals(1, records.size());
        assertEquals(
                "49590338271490256608559692538361571095921575989136588898",
                records.get(0).seq());
        assertEquals(Instant.parse("2018-12-17T22:10:50.987Z"), records.get(0).arrived());
        assertArrayEquals(
                "Hello, this is a test.".getBytes(StandardCharsets.UTF_8),
                records.get(0).data());
    }

    @Test
    void aConsumerBehindTheStreamsNameIsNoOtherStream() {
        var event = DOCUMENTED.replace("stream/millrace-events", "stream/millrace-events/consumer/fan-out:1700000000");
        assertEquals(1, read(event).shards().size());
    }

    @Test
    void everyMillisecondOfAnHourIsReadAsItIs() {
        for (var millis = 1_795_280_399_000L; millis < 1_795_280_400_000L; millis++) {
            var text = millis / 1000 + "." + "%03d".formatted(millis % 1000);
            var event = read(DOCUMENTED.replace("1545084650.987", text));
            assertEquals(
                    Instant.ofEpochMilli(millis),
                    event.shards().get("shardId-000000000006").get(0).arrived());
        }
    }

    @Test
    void recordsAreInTheOrderOfTheirNumbersEachOnceAndByShard() {
        var event = read("{\"Records\": [" + record("b", "10") + "," + record("a", "9") + "," + record("b", "9") + ","
                + record("b", "10") + "]}");
        assertEquals(List.of("9", "10"), seqs(event, "b"));
        assertEquals(List.of("9"), seqs(event, "a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no JSON                             | found 7 bytes that are no JSON
            {"Records": []}                     | found {"Records":[]}
            {"detail-type": "Scheduled Event"}  | found {"detail-type":"Scheduled Event"}
            []                                  | found []
            {"Records": [{"eventSource": "aws:sqs"}]} | record 0 of the event is of "aws:sqs"
            {"Records": [{"eventSource": "aws:kinesis"}]} | record 0 of the event has the eventSourceARN nothing
            """)
    void whatIsNoKinesisEventIsNamedBesideWhatWasExpected(String json, String found) {
        var said = refused(json);
        assertTrue(said.startsWith(found), said);
        assertTrue(said.contains("expected the event of a Kinesis stream's event source mapping"), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stream/millrace-events | stream/others | expected the stream millrace-events
            1545084650.987         | "then"        | has the approximateArrivalTimestamp "then", expected seconds
            SGVsbG8s               | %%            | has data that are not base64
            "49590338271490        | "x49590338    | expected digits
            shardId-000000000006:  | 6-            | expected a shard and a sequence number with a colon between
            """)
    void aRecordThatIsNotAsItShouldBeIsNamed(String text, String by, String said) {
        var refused = refused(DOCUMENTED.replace(text, by));
        assertTrue(refused.startsWith("record 0 of the event") && refused.contains(said), refused);
    }

    private static String refused(String json) {
        return assertThrows(IllegalArgumentException.class, () -> read(json)).getMessage();
    }

    private static List<String> seqs(KinesisEvent event, String shard) {
        return event.shards().get(shard).stream().map(StreamRecord::seq).toList();
    }

    static String record(String shard, String seq) {
        return """
                {"kinesis": {"sequenceNumber": "%2$s", "data": "e30=", "approximateArrivalTimestamp": 1545084650.987},
                "eventSource": "aws:kinesis", "eventID": "%1$s:%2$s",
                "eventSourceARN": "arn:aws:kinesis:us-east-2:123456789012:stream/millrace-events"}
                """.formatted(shard, seq);
    }

    private static KinesisEvent read(String json) {
        return KinesisEvent.read(json.getBytes(StandardCharsets.UTF_8), STREAM);
    }
}
