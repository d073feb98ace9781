package io.millrace.cli;

import io.millrace.extract.Extraction;
import io.millrace.extract.NoPage;
import io.millrace.extract.Offer;
import io.millrace.price.Price;
import java.util.LinkedHashMap;
import java.util.Map;

/** The line that {@code millrace extract} prints for a page. */
final class ExtractedLine {
    private static final Offer NOTHING = new Offer(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, 0,
            false);

    private ExtractedLine() {}

    static Map<String, Object> of(String file, Extraction extraction, boolean all) {
        var offer = extraction.offer() == null ? NOTHING : extraction.offer();
        var price = offer.price();
        var line = new LinkedHashMap<String, Object>();
        line.put("file", file);
        line.put("status", extraction.status().name());
        line.put("price", amount(price));
        line.put("currency", price == null ? null : price.currency());
        line.put("list_price", amount(offer.listPrice()));
        line.put(
                "availability",
                offer.availability() == null ? null : offer.availability().name());
        line.put("name", offer.name());
        line.put("sku", offer.sku());
        line.put("brand", offer.brand());
        line.put("gtin", offer.gtin());
        line.put("seller", offer.seller());
        line.put("method", offer.method());
        line.put("selector", offer.selector());
        line.put("confidence", price == null ? null : offer.confidence());
        if (extraction.reason() != null) {
            line.put("reason", extraction.reason());
        }
        if (all) {
            line.put("candidates", extraction.candidates());
        }
        return line;
    }

    /** The line of a page that could not even be had. */
    static Map<String, Object> failed(String file, String reason) {
        return of(file, Extraction.of(NoPage.unreadable, reason, null), false);
    }

    private static Object amount(Price price) {
        return price == null ? null : price.amount();
    }
}
