package io.millrace.stream;

import io.millrace.dataset.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a test publishes. */
public final class Observations {
    private Observations() {}

    public static Observation of(String sku) {
        return of(sku, "19,99 €");
    }

    /** One that is as large as its price. */
    public static Observation of(String sku, String price) {
        return new Observation(
                "prices",
                1,
                "acme",
                List.of(sku),
                Instant.parse("2026-11-21T10:00:00Z"),
                Map.of("sku", sku, "price", price),
                Map.of("method", "json-ld"));
    }
}
