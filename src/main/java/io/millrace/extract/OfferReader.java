package io.millrace.extract;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/** The step from a fetched page to an observation of the dataset {@code prices}. */
public final class OfferReader {
    private final int version;

    public OfferReader(Dataset prices) {
        this.version = prices.version();
    }

    /**
     * Makes the body, a page's bytes, an observation. A page without a price is one too: cleaning says what is missing.
     *
     * @throws UnreadablePageException if it shows no page of the site at all: a captcha, nothing, no text
     */
    public void observe(Exchange exchange) {
        var url = exchange.getProperty("MillraceUrl", String.class);
        var page = new Page(
                exchange.getMessage().getBody(byte[].class),
                exchange.getProperty("MillraceContentType", String.class),
                exchange.getProperty("MillraceFinalUrl", url, String.class));
        var extraction = OfferExtractor.extract(page, hints(exchange));
        if (extraction.status() == Status.blocked || extraction.status() == Status.error) {
            throw new UnreadablePageException(extraction.status() + ": " + extraction.reason() + ", at " + url);
        }
        exchange.getMessage()
                .setBody(observation(
                        extraction,
                        exchange.getProperty("MillraceSource", String.class),
                        url,
                        labels(exchange),
                        exchange.getProperty("MillraceFetchedAt", Instant.class)));
    }

    private Observation observation(
            Extraction extraction, String source, String url, Map<String, String> labels, Instant fetchedAt) {
        var payload = new TreeMap<>(extraction.payload());
        payload.put("url", url);
        payload.putIfAbsent("sku", url);
        if (!labels.isEmpty()) {
            payload.put("labels", labels);
        }
        var key = List.of(payload.get("sku").toString());
        return new Observation("prices", version, source, key, fetchedAt, payload, extraction.evidence());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> labels(Exchange exchange) {
        return exchange.getProperty("MillraceLabels", Map.of(), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static ExtractHints hints(Exchange exchange) {
        return new ExtractHints(
                exchange.getProperty("MillraceSelect", Map.of(), Map.class),
                exchange.getProperty("MillraceCurrency", String.class),
                exchange.getProperty("MillraceLanguage", String.class));
    }
}
