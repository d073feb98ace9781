package io.millrace.stream;

import io.millrace.dataset.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What a test publishes. */
public final class Observations {
    private Observations() {}

    public static Observation of(String sku) {
        return of(sku, "19,99 €");
    }

    /** Spools that many, by many threads at a time as a process with many sources does. */
    public static void spool(EventSpool spool, int events) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(64);
        for (var n = 1; n <= events; n++) {
            var sku = "sku-" + n;
            threads.submit(() -> {
                spool.append(of(sku));
                return null;
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still spooling: " + spool.events());
        }
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
