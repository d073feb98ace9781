package io.millrace.extract;

import io.millrace.dataset.Carried;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step from a fetched page to an observation of the dataset {@code prices}. */
public final class OfferReader {
    private static final Logger LOG = LoggerFactory.getLogger(OfferReader.class);

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
        var url = exchange.getProperty(Carried.URL, String.class);
        var page = new Page(
                exchange.getMessage().getBody(byte[].class),
                exchange.getProperty(Carried.CONTENT_TYPE, String.class),
                exchange.getProperty(Carried.FINAL_URL, url, String.class),
                exchange.getProperty(Carried.FETCHED_AT, Instant.class));
        var extraction = OfferExtractor.extract(page, hints(exchange));
        if (extraction.noPage() != null) {
            throw new UnreadablePageException(
                    extraction.status() + ": " + extraction.reason() + ", at " + masked(url), extraction.noPage());
        }
        var source = exchange.getProperty(Carried.SOURCE, String.class);
        tell(extraction, source, url);
        exchange.setProperty(Carried.READING, extraction.reading());
        exchange.setProperty(Carried.PRICED, extraction.status() == Status.ok);
        exchange.getMessage()
                .setBody(observation(
                        extraction,
                        source,
                        url,
                        page.url(),
                        labels(exchange),
                        exchange.getProperty(Carried.FETCHED_AT, Instant.class)));
    }

    /** Says what a user can mend: a page that says nothing of an offer, a selector that has nothing to select. */
    private static void tell(Extraction extraction, String source, String url) {
        var offer = extraction.offer();
        var says = offer != null && (offer.price() != null || offer.availability() != null);
        if (!says) {
            LOG.warn(
                    "source={} url={} has neither price nor availability and becomes no row: {}; ./millrace extract URL"
                            + " --all shows what was found, select: in the source file says where to look",
                    source,
                    masked(url),
                    extraction.reason());
        } else if (offer.price() == null
                && offer.availability().buyable()
                && extraction.reason() != null
                && extraction.reason().contains("select.price: ")) {
            LOG.warn(
                    "source={} url={} gives no price: {}; correct select: in the source file",
                    source,
                    masked(url),
                    extraction.reason());
        }
    }

    /** Without what follows the path: it may hold a key. */
    private static String masked(String url) {
        var query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?***";
    }

    private Observation observation(
            Extraction extraction,
            String source,
            String url,
            String answered,
            Map<String, String> labels,
            Instant fetchedAt) {
        var payload = new TreeMap<>(extraction.payload());
        payload.put("url", url);
        payload.putIfAbsent("sku", url);
        if (!labels.isEmpty()) {
            payload.put("labels", labels);
        }
        var key = List.of(payload.get("sku").toString());
        var evidence = extraction.evidence();
        if (!answered.equals(url)) {
            evidence.put("redirected_to", masked(answered));
        }
        return new Observation("prices", version, source, key, fetchedAt, payload, evidence);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> labels(Exchange exchange) {
        return exchange.getProperty(Carried.LABELS, Map.of(), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static ExtractHints hints(Exchange exchange) {
        return new ExtractHints(
                exchange.getProperty(Carried.SELECT, Map.of(), Map.class),
                exchange.getProperty(Carried.CURRENCY, String.class),
                exchange.getProperty(Carried.LANGUAGE, String.class));
    }
}
