package io.millrace.bench;

import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Position;
import io.millrace.lake.RawZone;
import io.millrace.stream.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Puts into the raw zone what landing would have left there in many hours: an object a minute, of one event each. The
 * events are in the stream too, so that they have sequence numbers of it.
 */
final class PastObjects {
    private static final int A_PUT = 500;
    private static final Duration APART = Duration.ofMinutes(1);

    private final Workshop workshop;
    private final StreamId stream;
    private final RawZone zone;
    private final Backlog backlog;
    private final String publisher = new Publisher(Clock.systemUTC()).id();
    private final Map<String, Position> positions = new HashMap<>();
    private Instant next;
    private long n;

    /** @param first when the first event arrived */
    PastObjects(Workshop workshop, Instant first) {
        this.workshop = workshop;
        this.stream = workshop.stream();
        this.zone = new RawZone(workshop.store());
        this.backlog = new Backlog(workshop.kinesis(), stream.name());
        this.next = first;
    }

    /** Puts so many more, and after them the shards' positions; an object costs about a millisecond or two. */
    void put(int objects) {
        for (var done = 0; done < objects; done += A_PUT) {
            putSome(Math.min(A_PUT, objects - done));
        }
        positions.forEach((shard, position) -> write(Position.key(stream, shard), position.toJson()));
    }

    private void putSome(int objects) {
        var entries = new ArrayList<PutRecordsRequestEntry>();
        var arrivals = new ArrayList<Instant>();
        for (var i = 0; i < objects; i++) {
            var event = event();
            arrivals.add(next);
            next = next.plus(APART);
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey(event.id())
                    .data(SdkBytes.fromByteArrayUnsafe(Json.bytes(event)))
                    .build());
        }
        var answer =
                workshop.kinesis().putRecords(r -> r.streamName(stream.name()).records(entries));
        if (answer.failedRecordCount() > 0) {
            throw new IllegalStateException("the local stream refused " + answer.failedRecordCount() + " of " + objects
                    + " records, although it is not throttled");
        }
        for (var i = 0; i < objects; i++) {
            var taken = answer.records().get(i);
            land(
                    taken.shardId(),
                    new StreamRecord(
                            taken.sequenceNumber(),
                            arrivals.get(i),
                            entries.get(i).data().asByteArrayUnsafe()));
        }
    }

    private void land(String shard, StreamRecord record) {
        var before = positions.get(shard);
        var draft = zone.draft(new ShardBatch(stream, shard, before == null ? null : before.last(), List.of(record)));
        var object = draft.object();
        workshop.s3()
                .putObject(
                        r -> r.bucket(bucket())
                                .key(object.key())
                                .metadata(object.metadata())
                                .ifNoneMatch("*"),
                        RequestBody.fromBytes(draft.content()));
        var hour = RawZone.hourOf(object);
        positions.put(
                shard, new Position(record.seq(), hour, before == null ? hour : before.origin(), record.arrived()));
    }

    private Event event() {
        var seen = backlog.observation();
        return new Event(
                EventIds.of(seen.dataset(), seen.source(), seen.key(), next),
                seen.dataset(),
                seen.version(),
                seen.source(),
                publisher,
                ++n,
                next,
                next,
                seen.payload(),
                seen.evidence());
    }

    private void write(String key, byte[] json) {
        workshop.s3().putObject(r -> r.bucket(bucket()).key(key), RequestBody.fromBytes(json));
    }

    private String bucket() {
        return workshop.settings().aws().bucket();
    }
}
