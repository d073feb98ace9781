package io.millrace.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * The newest look at a product that has come in since the last judgement, and what was known of the product until then.
 *
 * @param name as the page has it; may be null
 * @param gtin of fourteen digits; null if there is none
 * @param price null where that look showed none
 * @param currency of the price
 * @param availability schema.org's word; null where that look showed none
 */
record Sighting(
        String source,
        String sku,
        String url,
        String name,
        String gtin,
        Map<String, String> labels,
        BigDecimal price,
        String currency,
        String availability,
        Instant observedAt,
        String eventId,
        Before before) {
    /**
     * What was known of the product at the last judgement; of one that is new, by its first look since. Prices are those in
     * the currency of the look alone, and of looks that were trusted.
     *
     * @param last newest price
     * @param average mean of the looks of the 30 days before
     * @param lowest lowest price
     * @param availability newest that says whether there is any
     */
    record Before(BigDecimal last, BigDecimal average, BigDecimal lowest, String availability) {
        static final Before NOTHING = new Before(null, null, null, null);
    }

    /** What it is about, in one text that nothing else has. */
    String subject() {
        return source + "\n" + sku;
    }
}
