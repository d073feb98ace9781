package io.millrace.clean;

import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.lake.RawLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events for tests. */
final class Events {
    static final Instant OBSERVED = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant ARRIVED = Instant.parse("2026-11-21T10:00:02.5Z");

    private Events() {}

    static byte[] event(String dataset, long n, Instant observed, Map<String, ?> payload, Map<String, ?> evidence) {
        return Json.bytes(new Event(
                EventIds.of(dataset, "acme", List.of(Long.toString(n)), observed),
                dataset,
                1,
                "acme",
                "17-ab",
                n,
                observed,
                observed.plusSeconds(1),
                Map.copyOf(payload),
                Map.copyOf(evidence)));
    }

    static byte[] price(long n, String sku, String price, Instant observed) {
        return event(
                "prices",
                n,
                observed,
                Map.of("sku", sku, "url", "https://acme.example/" + sku, "price", price, "currency", "EUR"),
                Map.of());
    }

    /** A whole event of the dataset prices, in whose text a test replaces what it is about. */
    static String priceText() {
        return """
                {"id":"id1","dataset":"prices","version":1,"source":"acme","publisher":"17-ab","n":7,\
                "observed_at":"2026-11-21T10:00:00Z","sent_at":"2026-11-21T10:00:01Z",\
                "payload":{"sku":"A1","url":"https://acme.example/A1","price":"19,99 €","availability":"InStock",\
                "hints":{"language":"de"}},"evidence":{"method":"json-ld","confidence":0.9}}""";
    }

    static RawLine line(byte[] data) {
        return new RawLine("shardId-000000000000", "42", ARRIVED, data);
    }

    static RawLine line(String data) {
        return line(data.getBytes(StandardCharsets.UTF_8));
    }
}
