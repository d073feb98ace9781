package io.millrace.bench;

import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import io.millrace.dataset.StreamRecord;
import io.millrace.stream.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Price events like those of real pages, put into a stream as fast as it takes them. */
final class Backlog {
    private static final int A_PUT = 500;
    private static final int PRODUCTS = 5_000;

    private final KinesisClient kinesis;
    private final String stream;
    private final String publisher = new Publisher(Clock.systemUTC()).id();
    private final Random random = new Random(20_261_121);
    private long bytes;
    private long n;

    Backlog(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    /**
     * Puts that many events.
     *
     * @return shard to the last sequence number in it
     */
    Map<String, String> put(int events) {
        var goals = new HashMap<String, String>();
        for (var done = 0; done < events; done += A_PUT) {
            var entries = new ArrayList<PutRecordsRequestEntry>();
            for (var i = 0; i < Math.min(A_PUT, events - done); i++) {
                var observation = observation();
                var data = Json.bytes(event(observation));
                bytes += data.length;
                entries.add(PutRecordsRequestEntry.builder()
                        .partitionKey(
                                observation.source() + "/" + observation.key().get(0))
                        .data(SdkBytes.fromByteArrayUnsafe(data))
                        .build());
            }
            while (!entries.isEmpty()) {
                entries = new ArrayList<>(putOnce(entries, goals));
            }
        }
        return goals;
    }

    /** Bytes of all events so far. */
    long bytes() {
        return bytes;
    }

    /** Puts once, and answers what was refused. */
    private List<PutRecordsRequestEntry> putOnce(List<PutRecordsRequestEntry> entries, Map<String, String> goals) {
        var answer = kinesis.putRecords(r -> r.streamName(stream).records(entries));
        var refused = new ArrayList<PutRecordsRequestEntry>();
        for (var i = 0; i < entries.size(); i++) {
            var record = answer.records().get(i);
            if (record.errorCode() == null) {
                goals.merge(
                        record.shardId(),
                        record.sequenceNumber(),
                        (a, b) -> StreamRecord.compareSeq(a, b) >= 0 ? a : b);
            } else {
                refused.add(entries.get(i));
            }
        }
        return refused;
    }

    private Event event(Observation observation) {
        return new Event(
                EventIds.of(observation.dataset(), observation.source(), observation.key(), observation.observedAt()),
                observation.dataset(),
                observation.version(),
                observation.source(),
                publisher,
                ++n,
                observation.observedAt(),
                observation.observedAt(),
                observation.payload(),
                observation.evidence());
    }

    /** What a page of usual size and content said just now. */
    Observation observation() {
        var product = random.nextInt(PRODUCTS);
        var cents = 500 + random.nextInt(100_000);
        var payload = new HashMap<String, Object>();
        payload.put("sku", "A-" + product);
        payload.put(
                "url", "https://shop-" + product % 40 + ".example/products/" + product + "/item-" + product + ".html");
        payload.put("name", "Product " + product + " with a name of usual length, " + product % 17 + " pieces");
        payload.put("brand", "Brand " + product % 300);
        payload.put("gtin", String.format("%013d", 4_000_000_000_000L + product));
        payload.put("price", "€ " + cents / 100 + "," + String.format("%02d", cents % 100));
        payload.put("currency", "EUR");
        payload.put("availability", "https://schema.org/InStock");
        payload.put("labels", Map.of("our_sku", "O-" + product));
        var page = EventIds.sha256(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> evidence = Map.of(
                "method",
                "json-ld",
                "selector",
                "$.offers[0].price",
                "raw",
                payload.get("price"),
                "confidence",
                0.98,
                "page_hash",
                page,
                "rejected",
                List.of("€ " + (cents + 1000) / 100 + ",00 (list price)"));
        var source = "shop-" + product % 40;
        return new Observation(
                "prices",
                1,
                source,
                List.of("A-" + product),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                payload,
                evidence);
    }
}
