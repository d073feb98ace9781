package io.millrace.lake;

import io.millrace.dataset.Carried;
import io.millrace.dataset.Event;
import io.millrace.dataset.EventIds;
import io.millrace.dataset.Json;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    private static final String RETRIES = "MillraceRetries";
    private static final Logger LOG = LoggerFactory.getLogger(FailedWork.class);

    private final Clock clock;

    public FailedWork(Clock clock) {
        this.clock = clock;
    }

    /** Key of an event that did not reach the stream. */
    public static String eventKey(String publisher, long n) {
        return EVENTS + publisher + "-" + Numbers.eightDigits(n) + ".json";
    }

    /** Before each retry: counts it, as Camel's own count is gone once the work is given up. */
    public static void countRetry(Exchange exchange) {
        exchange.setProperty(RETRIES, exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER));
    }

    /** Makes the exchange's failure a JSON object to be put under {@code failed/}. */
    public void describe(Exchange exchange) {
        var reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var now = clock.instant();
        var said = reason == null ? "unknown" : String.valueOf(reason.getMessage());
        var content = new TreeMap<String, Object>();
        content.put("failed_at", now);
        content.put("reason", said);
        content.put("retries", exchange.getProperty(RETRIES, 0, Integer.class));
        String key;
        if (exchange.getProperty(Carried.EVENT) instanceof Event event) {
            content.put("stage", "publish");
            content.put("event", event);
            key = eventKey(event.publisher(), event.n());
            LOG.error("stage=publish event={} given up, to be kept as {}: {}", event.id(), key, said);
        } else {
            var source = exchange.getProperty(Carried.SOURCE, "", String.class);
            var url = exchange.getProperty(Carried.URL, "", String.class);
            content.put("stage", "fetch");
            content.put("source", source);
            content.put("url", url);
            content.put("labels", exchange.getProperty(Carried.LABELS, Map.of(), Map.class));
            var name = EventIds.of("failed", source, java.util.List.of(url), now);
            key = "failed/fetch/dt=" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "/" + source + "-" + name + ".json";
            LOG.warn("stage=fetch source={} {}", source, said);
        }
        var message = exchange.getMessage();
        message.setHeader(AWS2S3Constants.KEY, key);
        message.setHeader(AWS2S3Constants.METADATA, Map.of());
        message.setBody(Json.bytes(content));
    }
}
