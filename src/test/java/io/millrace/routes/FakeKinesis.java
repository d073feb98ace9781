package io.millrace.routes;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** A stream of one shard that takes records, or is throttled as often as it is told to. */
final class FakeKinesis implements KinesisClient {
    /** Every put that was tried, those that were throttled too. */
    final List<PutRecordRequest> tried = new ArrayList<>();

    /** The events that were taken. */
    final List<Event> taken = new ArrayList<>();

    private int throttled;

    /** Refuses the next puts. */
    void throttle(int puts) {
        throttled = puts;
    }

    /** The event of a put. */
    static Event event(PutRecordRequest put) {
        return Json.read(put.data().asByteArray(), Event.class, "a put");
    }

    @Override
    public synchronized PutRecordResponse putRecord(PutRecordRequest request) {
        tried.add(request);
        if (throttled > 0) {
            throttled--;
            throw ProvisionedThroughputExceededException.builder()
                    .message("too fast")
                    .build();
        }
        taken.add(event(request));
        return PutRecordResponse.builder()
                .shardId("shardId-000000000000")
                .sequenceNumber(Integer.toString(100 + taken.size()))
                .build();
    }

    @Override
    public String serviceName() {
        return "kinesis";
    }

    @Override
    public void close() {}
}
