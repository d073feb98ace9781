package io.millrace.simulation;

import io.millrace.lake.ObjectStore.Head;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Answers of calls on one line, for the trace. */
final class Answers {
    private static final int LONGEST = 160;

    private Answers() {}

    static String brief(Object answer) {
        if (answer instanceof Optional<?> some) {
            return some.map(Answers::brief).orElse("none");
        }
        if (answer instanceof byte[] bytes) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("{") ? shortened(text) : bytes.length + " bytes";
        }
        if (answer instanceof Head head) {
            return head.metadata().toString();
        }
        if (answer instanceof GetRecordsResponse records) {
            return records.records().stream().map(Record::sequenceNumber).toList() + " then "
                    + records.nextShardIterator();
        }
        if (answer instanceof GetShardIteratorResponse iterator) {
            return iterator.shardIterator();
        }
        if (answer instanceof Record record) {
            return record.sequenceNumber();
        }
        if (answer instanceof Database.Connection) {
            return "a connection";
        }
        return shortened(String.valueOf(answer));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
