package io.millrace.stream;

import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns observations into numbered events. One publisher is one life of one process: its numbers are dense, so that a
 * missing one shows a loss.
 */
public final class Publisher {
    private final Clock clock;
    private final String id;
    private final AtomicLong last = new AtomicLong();

    public Publisher(Clock clock) {
        this.clock = clock;
        this.id = clock.instant().getEpochSecond() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    public String id() {
        return id;
    }

    /** Number of the newest event, 0 before the first. */
    public long last() {
        return last.get();
    }

    /**
     * The event of an observation, with the next number. The caller hands each to the stream, or to the failed ones,
     * before it stamps the next.
     */
    public Event stamp(Observation observation) {
        return new Event(
                EventIds.of(observation.dataset(), observation.source(), observation.key(), observation.observedAt()),
                observation.dataset(),
                observation.version(),
                observation.source(),
                id,
                last.incrementAndGet(),
                observation.observedAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                observation.payload(),
                observation.evidence());
    }

    /** The event as it goes into a record: one line of JSON. */
    public static byte[] encode(Event event) {
        return Json.bytes(event);
    }

    /** What spreads events over shards and keeps one product's in order. */
    public static String partitionKey(Observation observation) {
        var key = observation.source() + "/" + String.join("/", observation.key());
        return key.length() <= 256 ? key : EventIds.of(observation.dataset(), key, observation.key(), Instant.EPOCH);
    }
}
