package io.millrace.lambda;

import io.millrace.dataset.Json;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Events as an event source mapping of a Kinesis stream writes them. */
final class Events {
    private Events() {}

    static String of(String shard, List<Record> records) {
        return Json.MAPPER
                .valueToTree(Map.of(
                        "Records",
                        records.stream().map(record -> record(shard, record)).toList()))
                .toString();
    }

    private static Map<String, Object> record(String shard, Record record) {
        var kinesis = Map.of(
                "kinesisSchemaVersion", "1.0",
                "partitionKey", record.partitionKey(),
                "sequenceNumber", record.sequenceNumber(),
                "data", Base64.getEncoder().encodeToString(record.data().asByteArray()),
                "approximateArrivalTimestamp",
                        BigDecimal.valueOf(record.approximateArrivalTimestamp().toEpochMilli(), 3));
        return Map.of(
                "kinesis", kinesis,
                "eventSource", "aws:kinesis",
                "eventVersion", "1.0",
                "eventID", shard + ":" + record.sequenceNumber(),
                "eventName", "aws:kinesis:record",
                "invokeIdentityArn", "arn:aws:iam::000000000000:role/millrace",
                "awsRegion", "us-east-1",
                "eventSourceARN", "arn:aws:kinesis:us-east-1:000000000000:stream/" + FunctionWorld.STREAM);
    }
}
