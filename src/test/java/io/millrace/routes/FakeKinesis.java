package io.millrace.routes;

import io.millrace.dataset.Event;
import io.millrace.dataset.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A stream of two shards that is busy for some records, away, or takes offence, as it is told to. */
final class FakeKinesis implements KinesisClient {
    /** Every put that was tried, as the numbers of its events. */
    final List<List<Long>> tried = Collections.synchronizedList(new ArrayList<>());

    /** The records that were taken. */
    final List<PutRecordsRequestEntry> records = Collections.synchronizedList(new ArrayList<>());

    private final Deque<Predicate<Event>> busy = new ArrayDeque<>();
    private Predicate<Event> never = event -> false;
    private volatile boolean away;

    /** For which records of the next put that is answered there is no room; call by call. */
    synchronized void busyFor(Predicate<Event> records) {
        busy.add(records);
    }

    /** Which records are invalid, so that a put with one of them is refused. */
    synchronized void refuse(Predicate<Event> records) {
        never = records;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    static Event event(PutRecordsRequestEntry put) {
        return Json.read(put.data().asByteArray(), Event.class, "a put");
    }

    /** The events that were taken. */
    List<Event> taken() {
        synchronized (records) {
            return records.stream().map(FakeKinesis::event).toList();
        }
    }

    @Override
    public synchronized PutRecordsResponse putRecords(PutRecordsRequest request) {
        var events = request.records().stream().map(FakeKinesis::event).toList();
        tried.add(events.stream().map(Event::n).toList());
        if (away) {
            throw SdkClientException.create("no answer");
        }
        if (events.stream().anyMatch(never)) {
            throw InvalidArgumentException.builder()
                    .message("not a record")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("InvalidArgumentException")
                            .errorMessage("not a record")
                            .build())
                    .build();
        }
        var full = busy.isEmpty() ? (Predicate<Event>) event -> false : busy.remove();
        var answers = new ArrayList<PutRecordsResultEntry>();
        for (var record : request.records()) {
            var event = event(record);
            if (full.test(event)) {
                answers.add(PutRecordsResultEntry.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .errorMessage("too fast")
                        .build());
            } else {
                records.add(record);
                answers.add(PutRecordsResultEntry.builder()
                        .shardId("shard-" + event.n() % 2)
                        .sequenceNumber(Integer.toString(100 + records.size()))
                        .build());
            }
        }
        return PutRecordsResponse.builder().records(answers).build();
    }

    @Override
    public String serviceName() {
        return "kinesis";
    }

    @Override
    public void close() {}
}
