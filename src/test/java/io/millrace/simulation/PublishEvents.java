package io.millrace.simulation;

import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Publishers, one life after the other, with the promises of the real one: number n is in the stream before n + 1. */
final class PublishEvents {
    private static final int PRODUCTS = 5;
    private static final int LONGEST_PAUSE = 900;

    private final World world;
    private final int records;
    private int observed;
    private int lives;
    private int active;

    PublishEvents(World world, int records) {
        this.world = world;
        this.records = records;
    }

    /** Whether all records are in the stream. */
    boolean isDone() {
        return observed >= records && active == 0;
    }

    void begin() {
        var publisher = "publisher-" + ++lives;
        var wire = new Wire(world, publisher, this::begin);
        active++;
        world.scheduler.spawn(publisher, 0, () -> {
            try {
                publish(publisher, wire);
            } finally {
                active--;
            }
        });
    }

    private void publish(String publisher, Wire wire) {
        long n = 0;
        while (!wire.isStopping() && observed < records) {
            // Observed once: a successor sends the observation again that was on its way.
            var product = world.random.nextInt(PRODUCTS);
            var sent = sent(publisher, n + 1, product, "value-" + observed);
            if (sent.publisher() != null) {
                n++;
            }
            put(wire, product, sent);
            observed++;
            wire.rest(world.random.nextInt(LONGEST_PAUSE));
        }
    }

    private void put(Wire wire, int product, Sent sent) {
        while (true) {
            try {
                wire.call("publish " + sent.value(), () -> world.stream.put(product, sent));
                return;
            } catch (Wire.Unanswered e) {
                wire.rest(world.random.nextInt(LONGEST_PAUSE));
            }
        }
    }

    private Sent sent(String publisher, long n, int product, String value) {
        var sku = "sku-" + product;
        // Often the same moment, now and then an older one: so that ties and late comers occur.
        var version = world.scheduler.now() / 4_000 * 4_000 - world.random.nextInt(3) * 4_000L;
        return switch (world.random.nextInt(20)) {
            case 0 -> new Sent(("no JSON: " + value).getBytes(), null, 0, value, null, 0, "not_json");
            case 1 ->
                new Sent(
                        event(publisher, n, version, Map.of("value", value)),
                        null,
                        0,
                        value,
                        publisher,
                        n,
                        "missing_sku");
            default ->
                new Sent(
                        event(publisher, n, version, Map.of("sku", sku, "value", value)),
                        "acme/" + sku,
                        version,
                        value,
                        publisher,
                        n,
                        null);
        };
    }

    private static byte[] event(String publisher, long n, long version, Map<String, Object> payload) {
        var at = Instant.ofEpochMilli(version);
        return Json.bytes(new Event(
                EventIds.of("things", "acme", List.of(String.valueOf(n)), at),
                "things",
                1,
                "acme",
                publisher,
                n,
                at,
                at,
                // Sorted, so that a seed gives the same bytes in every process.
                new TreeMap<>(payload),
                Map.of()));
    }
}
