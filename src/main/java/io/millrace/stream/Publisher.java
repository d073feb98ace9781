package io.millrace.stream;

import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Turns observations into events. One publisher is one life of one process: the numbers of its events are dense, so that
 * a missing one shows a loss. Thread-safe.
 */
public final class Publisher {
    private final Clock clock;
    private final String id;

    public Publisher(Clock clock) {
        this.clock = clock;
        this.id = clock.instant().getEpochSecond() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    public String id() {
        return id;
    }

    /** The event of an observation, with number 0: it is given one when it is spooled. */
    Event draft(Observation observation) {
        return new Event(
                EventIds.of(observation.dataset(), observation.source(), observation.key(), observation.observedAt()),
                observation.dataset(),
                observation.version(),
                observation.source(),
                id,
                0,
                observation.observedAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                observation.payload(),
                observation.evidence());
    }

    static Event numbered(Event draft, long n) {
        return new Event(
                draft.id(),
                draft.dataset(),
                draft.version(),
                draft.source(),
                draft.publisher(),
                n,
                draft.observedAt(),
                draft.sentAt(),
                draft.payload(),
                draft.evidence());
    }

    /** The event as it goes into a record: one line of JSON. */
    static byte[] encode(Event event) {
        return Json.bytes(event);
    }

    /** What spreads events over shards and keeps one product's in order. */
    static String partitionKey(Observation observation) {
        var key = observation.source() + "/" + String.join("/", observation.key());
        return key.length() <= 256 ? key : EventIds.of(observation.dataset(), key, observation.key(), Instant.EPOCH);
    }
}
