package io.millrace.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.config.AlertChannel;
import io.millrace.config.AlertRule;
import io.millrace.dataset.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One thing that is told. As JSON it is what a webhook is given: a contract, fields are added and never renamed.
 *
 * @param version of this shape
 * @param id the same however often it is told
 * @param kind as a rule's key says it: {@code drop}
 * @param test whether a person only tries the channel
 * @param source that it is about, or that the product is of
 * @param product null where it is about a source
 * @param price newest price; null where it is about none
 * @param before the price that it was held against; null where there is none
 * @param changePercent from {@code before} to {@code price}, two digits
 * @param observedAt when the page was fetched; of a source, since when it is so
 * @param text all of it in a sentence, without line breaks or control characters
 */
public record Alert(
        int version,
        String id,
        String rule,
        String kind,
        @JsonProperty("decided_at") Instant decidedAt,
        Boolean test,
        String source,
        Product product,
        BigDecimal price,
        String currency,
        BigDecimal before,
        @JsonProperty("change_percent") BigDecimal changePercent,
        @JsonProperty("observed_at") Instant observedAt,
        String text) {
    private static final int VERSION = 1;

    /** Of these, {@code name}, {@code gtin} and values of labels are as pages and lists have them. */
    public record Product(
            String source, String sku, String name, String url, String gtin, Map<String, String> labels) {}

    static Alert of(AlertRule rule, Sighting now, Verdict verdict, Instant at) {
        var price = now.price() == null ? null : plain(now.price());
        var before = verdict.before() == null ? null : plain(verdict.before());
        var change = price == null || before == null || before.signum() == 0
                ? null
                : price.subtract(before).multiply(BigDecimal.valueOf(100)).divide(before, 2, RoundingMode.HALF_EVEN);
        return new Alert(
                VERSION,
                AlertIds.of(rule, now.subject(), now.eventId()),
                rule.name(),
                rule.kind().word(),
                at,
                null,
                now.source(),
                new Product(now.source(), now.sku(), now.name(), now.url(), now.gtin(), now.labels()),
                price,
                price == null ? null : now.currency(),
                before,
                change,
                now.observedAt(),
                Wording.of(rule, now, before, change));
    }

    /** About a source. */
    static Alert of(AlertRule rule, String source, String trigger, Instant since, String text, Instant at) {
        return new Alert(
                VERSION,
                AlertIds.of(rule, source, trigger),
                rule.name(),
                rule.kind().word(),
                at,
                null,
                source,
                null,
                null,
                null,
                null,
                null,
                since,
                text);
    }

    /** One by which a person tries a channel: of no product that there is. */
    public static Alert test(String rule, String kind, Instant at) {
        return new Alert(
                VERSION,
                AlertIds.hash("test", rule, at.toString()),
                rule,
                kind,
                at,
                true,
                "test",
                new Product("test", "TEST-1", "Test product", "https://example.com/", null, Map.of()),
                new BigDecimal("90"),
                "EUR",
                new BigDecimal("100"),
                new BigDecimal("-10.00"),
                at,
                "TEST of Millrace's alerts, nothing has happened: Test product (test): 90.00 EUR, 10 % down from 100.00");
    }

    /** Itself on its way to a channel, of no outbox. */
    public Delivery to(AlertChannel channel) {
        return new Delivery(List.of(this), channel, "", 1, decidedAt);
    }

    /** Why it could not be told, in one line. */
    public static String fault(Throwable failure) {
        return Said.by(failure);
    }

    static Alert read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Alert.class, "an alert in the warehouse");
    }

    byte[] json() {
        return Json.bytes(this);
    }

    /** Without zeros behind it, and not as 1E+2. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
