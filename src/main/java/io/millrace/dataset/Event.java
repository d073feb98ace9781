package io.millrace.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;

/**
 * One observation on its way: one JSON line, one Kinesis record.
 *
 * <p>{@code payload} holds the dataset's columns as they were found (a price as text with its symbol, beside hints such
 * as the page's language), {@code evidence} how they were found. Nothing is interpreted before the event is cleaned, so
 * that a better parser can clean history again.
 *
 * @param id the same for the same observation, however often it is sent ({@link EventIds})
 * @param dataset name of the dataset that {@code payload} belongs to
 * @param version version of that dataset's declaration
 * @param source name of the source that observed it
 * @param publisher id of the process that publishes it; with {@code n} it makes a loss visible
 * @param n 1, 2, 3 … without a gap for each publisher
 * @param observedAt when it was observed, UTC, to the microsecond
 * @param sentAt when it was handed over to be sent, UTC
 */
@JsonPropertyOrder({
    "id",
    "dataset",
    "version",
    "source",
    "publisher",
    "n",
    "observed_at",
    "sent_at",
    "payload",
    "evidence"
})
public record Event(
        String id,
        String dataset,
        int version,
        String source,
        String publisher,
        long n,
        @JsonProperty("observed_at") Instant observedAt,
        @JsonProperty("sent_at") Instant sentAt,
        Map<String, Object> payload,
        Map<String, Object> evidence) {}
