package io.millrace.spark;

import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records as a stream of years brings them: most are events of three datasets, many are something else. */
final class DirtyEvents {
    private static final List<Object> PRICES = Arrays.asList(
            "19,99 €",
            "$1,234.50",
            "1.226 €",
            "EUR 7",
            "£5.29",
            "１２３ 円",
            "12.345678 USD",
            "CHF 1'299.-",
            "12,99 € statt 15,99 €",
            "From £5.29",
            "kr 1 299,00",
            "0,00 €",
            19.99,
            7,
            "free",
            "call us",
            "",
            "   ",
            "-5 €",
            "99999999999999999999 €",
            "free shipping over $50",
            "12.11.2026",
            "20 %",
            true,
            List.of("1 €"),
            Map.of("amount", 1),
            "€\u0000",
            "1e400",
            "½ €",
            "10-20 €",
            "₹ 1,23,456.78",
            "2 for 3");
    private static final List<String> AVAILABILITY =
            Arrays.asList("InStock", "https://schema.org/OutOfStock", "ausverkauft", "nobody knows", "", null);
    private static final List<String> BROKEN = List.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "17",
            "{",
            "{\"id\":\"x\",}",
            "{\"n\":1e-99999999999}",
            "{\"n\":1,\"n\":2}",
            "{\"a\":1} {\"b\":2}",
            "{\"a\":\"tab\there\"}",
            "no event at all",
            "{\"a\":NaN}",
            "[".repeat(1100),
            "{\"a\":" + "[".repeat(1005) + "]".repeat(1005) + "}");
    private static final int HUGE = 200_000;

    private final Random random;
    private long n;

    DirtyEvents(long seed) {
        random = new Random(seed);
    }

    /** The next record, about that time. */
    byte[] next(Instant now) {
        var choice = random.nextInt(100);
        if (choice < 2) {
            return BROKEN.get(random.nextInt(BROKEN.size())).getBytes(StandardCharsets.UTF_8);
        }
        if (choice < 3) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            return bytes;
        }
        var event = choice < 75 ? price(now) : choice < 88 ? reading(now) : state(now);
        if (random.nextInt(12) == 0) {
            spoil(event, now);
        }
        var bytes = Json.bytes(event);
        if (random.nextInt(500) == 0) {
            // In the middle of a text: Latin-1.
            bytes[bytes.length / 2] = (byte) 0xE4;
        }
        if (random.nextInt(500) == 0) {
            return Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length));
        }
        return bytes;
    }

    private Map<String, Object> event(String dataset, String source, Object key, Instant observed, Object payload) {
        var event = new LinkedHashMap<String, Object>();
        event.put("id", EventIds.of(dataset, source, List.of(String.valueOf(key)), observed));
        event.put("dataset", dataset);
        event.put("version", 1);
        event.put("source", source);
        event.put("publisher", "p-" + random.nextInt(3));
        event.put("n", ++n);
        event.put("observed_at", observed.toString());
        event.put("sent_at", observed.plusSeconds(1).toString());
        event.put("payload", payload);
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("method", "json-ld");
        evidence.put("confidence", random.nextInt(40) == 0 ? 1.5 : random.nextInt(100) / 100.0);
        evidence.put("page_hash", Long.toHexString(random.nextLong()));
        evidence.put("selector", random.nextBoolean() ? "span.price > b" : null);
        evidence.put("raw", random.nextBoolean() ? " € 1.299,–\n" : random.nextInt(1000));
        if (n % 50 == 0) {
            evidence.put("suspect", "price 1999 was 19.99 (x100)");
        }
        event.put("evidence", evidence);
        return event;
    }

    private Map<String, Object> price(Instant now) {
        var product = random.nextInt(3000);
        var payload = new LinkedHashMap<String, Object>();
        payload.put("sku", "Ä-" + product);
        payload.put("url", "https://shop.example/" + product);
        payload.put("name", "Thing " + product + " 😀 \"quoted\" \\ \n line");
        payload.put(
                "price",
                random.nextInt(3) > 0
                        ? random.nextInt(100_000) / 100.0 + " €"
                        : PRICES.get(random.nextInt(PRICES.size())));
        payload.put("list_price", PRICES.get(random.nextInt(12)));
        payload.put("currency", random.nextInt(3) == 0 ? null : "EUR");
        payload.put("availability", AVAILABILITY.get(random.nextInt(AVAILABILITY.size())));
        payload.put("hints", Map.of("language", random.nextBoolean() ? "de" : "en", "country", "CH"));
        payload.put("labels", Map.of("our_sku", product, "deep", List.of(1.50, 1e30, "x", Map.of("a", true))));
        // Coarse enough for the same key to come again, with another price.
        var observed = now.minusSeconds(random.nextInt(5) * 3600L).minus(Duration.ofDays(random.nextInt(3)));
        return event("prices", "shop-" + product % 7, product, observed, payload);
    }

    private Map<String, Object> reading(Instant now) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("id", "r-" + random.nextInt(2000));
        payload.put(
                "at",
                now.minusSeconds(random.nextInt(50))
                        .plusNanos(random.nextInt(1_000_000_000))
                        .toString());
        payload.put("day", random.nextInt(20) == 0 ? "tomorrow" : "2026-02-" + (10 + random.nextInt(18)));
        payload.put("small", random.nextInt(20) == 0 ? 3_000_000_000L : random.nextInt());
        payload.put("big", random.nextLong());
        payload.put("real", random.nextInt(9) == 0 ? "1e-310" : random.nextGaussian() * 1e20);
        payload.put(
                "exact", random.nextLong() + "." + random.nextInt(1_000_000) + (random.nextInt(9) == 0 ? "e30" : ""));
        payload.put("cents", random.nextInt(2_000_000) / 1000.0);
        payload.put("flag", random.nextBoolean() ? "true" : random.nextBoolean());
        payload.put("any", List.of(random.nextInt(), Map.of("ü", "é")));
        payload.put("word", List.of("red", "green", "blu").get(random.nextInt(3)));
        return event("readings", "station", payload.get("id"), now.minusSeconds(random.nextInt(200_000)), payload);
    }

    /** Keys of several types, with values that are missing, and versions that come late or are equal. */
    private Map<String, Object> state(Instant now) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("code", random.nextInt(9) == 0 ? null : random.nextInt(100) - 50);
        payload.put("amount", random.nextInt(9) == 0 ? null : random.nextInt(10) - 5 + ".50");
        payload.put("real", random.nextInt(4) == 0 ? "-0.0" : random.nextInt(3) - 1.0);
        payload.put("open", random.nextInt(9) == 0 ? null : random.nextBoolean());
        payload.put("revision", random.nextInt(9) == 0 ? null : random.nextInt(20) - 10);
        payload.put("text", Integer.toString(random.nextInt()));
        return event("states", "office", payload.get("code"), now.minusSeconds(random.nextInt(300_000)), payload);
    }

    @SuppressWarnings("unchecked")
    private void spoil(Map<String, Object> event, Instant now) {
        var payload = (Map<String, Object>) event.get("payload");
        switch (random.nextInt(22)) {
            case 0 -> event.remove("id");
            case 1 -> event.remove("dataset");
            case 2 -> event.put("dataset", "prises");
            case 3 -> event.put("version", "1");
            case 4 -> event.put("version", 1.5);
            case 5 -> event.remove("publisher");
            case 6 -> event.put("publisher", "x".repeat(201));
            case 7 -> event.put("n", 0);
            case 8 -> event.put("n", 1_000_000_000_000_001L);
            case 9 -> event.put("observed_at", now.plusSeconds(3600).toString());
            case 10 -> event.put("observed_at", now.minus(Duration.ofDays(401)).toString());
            case 11 -> event.put("observed_at", "yesterday");
            case 12 -> event.put("source", " ");
            case 13 -> payload.remove("sku");
            case 14 -> payload.put("sku", "s".repeat(501));
            case 15 -> payload.put("name", "\uD800 half");
            case 16 -> payload.put("name", "n".repeat(random.nextInt(50) == 0 ? HUGE : 2000));
            case 17 -> payload.put("url", null);
            case 18 -> event.put("payload", "none");
            case 19 -> event.put("source", "gone");
            case 20 -> payload.put("sku", "erased");
            default -> event.put("version", 0);
        }
    }
}
