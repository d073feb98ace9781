package io.millrace.lake;

import io.millrace.dataset.Carried;
import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import io.millrace.dataset.Observation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes work that could not be done so that somebody, or a later program, can do it. */
public final class FailedWork {
    /** Prefix of the events that did not reach the stream. */
    public static final String EVENTS = "failed/publish/";

    private static final String REJECTED_EVENTS = "rejected/publish/";
    private static final String RETRIES = "MillraceRetries";
    private static final Logger LOG = LoggerFactory.getLogger(FailedWork.class);

    private final Clock clock;

    public FailedWork(Clock clock) {
        this.clock = clock;
    }

    /** Key of a numbered event that did not reach the stream. */
    public static String eventKey(String publisher, long n) {
        return EVENTS + publisher + "-" + Numbers.eightDigits(n) + ".json";
    }

    /** Before each retry: counts it, as Camel's own count is gone once the work is given up. */
    public static void countRetry(Exchange exchange) {
        exchange.setProperty(RETRIES, exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER));
    }

    /**
     * Makes the exchange's failure a JSON object to be put under {@code failed/}, or under {@code rejected/} where the
     * work itself is at fault.
     */
    public void describe(Exchange exchange) {
        var reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var said = reason == null ? "unknown" : String.valueOf(reason.getMessage());
        var now = clock.instant();
        var content = new TreeMap<String, Object>();
        content.put("failed_at", now);
        content.put("reason", said);
        content.put("retries", exchange.getProperty(RETRIES, 0, Integer.class));
        var key = key(exchange, content, now);
        if (content.get("stage").equals("fetch")) {
            // The reason has the address, with what may be secret in it masked.
            LOG.warn("stage=fetch source={} {}", content.get("source"), said);
        } else {
            LOG.atError()
                    .addKeyValue("event", eventId(exchange))
                    .addKeyValue("source", exchange.getProperty(Carried.SOURCE))
                    .log("stage=publish given up, to be kept as {}: {}", key, said);
        }
        var message = exchange.getMessage();
        message.setHeader(AWS2S3Constants.KEY, key);
        message.setHeader(AWS2S3Constants.METADATA, Map.of());
        message.setBody(Json.bytes(content));
    }

    private static String key(Exchange exchange, Map<String, Object> content, Instant now) {
        if (exchange.getProperty(Carried.EVENT) instanceof Event event) {
            content.put("stage", "publish");
            return event.n() > 0 ? failed(event, content) : rejected(exchange, event, content, now);
        }
        if (exchange.getMessage().getBody() instanceof Observation observation) {
            content.put("stage", "publish");
            content.put("observation", observation);
            return EVENTS + day(now) + id(observation) + ".json";
        }
        return failedPage(exchange, content, now);
    }

    private static String failed(Event event, Map<String, Object> content) {
        content.put("event", event);
        return eventKey(event.publisher(), event.n());
    }

    private static String rejected(Exchange exchange, Event event, Map<String, Object> content, Instant now) {
        content.remove("failed_at");
        content.put("rejected_at", now);
        content.put("said", content.get("reason"));
        content.put("reason", exchange.getProperty(Carried.REJECTED_AS, String.class));
        content.put("source", event.source());
        content.put("place", exchange.getProperty(Carried.URL, "", String.class));
        content.put("bytes", Json.bytes(event));
        return REJECTED_EVENTS + day(now) + event.id() + ".json";
    }

    private static String failedPage(Exchange exchange, Map<String, Object> content, Instant now) {
        var source = exchange.getProperty(Carried.SOURCE, "", String.class);
        var url = exchange.getProperty(Carried.URL, "", String.class);
        content.put("stage", "fetch");
        content.put("source", source);
        content.put("url", url);
        content.put("labels", exchange.getProperty(Carried.LABELS, Map.of(), Map.class));
        return "failed/fetch/" + day(now) + source + "-" + EventIds.of("failed", source, List.of(url), now) + ".json";
    }

    private static String eventId(Exchange exchange) {
        return exchange.getProperty(Carried.EVENT) instanceof Event event
                ? event.id()
                : id(exchange.getMessage().getBody(Observation.class));
    }

    private static String day(Instant now) {
        return "dt=" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "/";
    }

    private static String id(Observation observation) {
        return EventIds.of(observation.dataset(), observation.source(), observation.key(), observation.observedAt());
    }
}
