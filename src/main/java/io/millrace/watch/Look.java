package io.millrace.watch;

import io.millrace.dataset.OfferField;
import io.millrace.dataset.Reading;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One look at a page, whatever came of it.
 *
 * @param result {@code ok}, {@code unchanged}, {@code no_price}, or the kind of the failure
 * @param before result of the look before; empty if there was none
 * @param reading null where the page could not be read
 * @param suspect whether its price was compared with the believed one, and how that ended; null: it was not
 */
record Look(
        String source,
        String url,
        String recipe,
        Instant at,
        String result,
        String before,
        Reading reading,
        Boolean suspect) {
    /** Signal: whether the page could be read at all. */
    static final String PAGE = "page";
    /** Signal: whether the price goes with the believed one. */
    static final String LEVEL = "price_level";

    static final String YES = "yes";
    static final String NO = "";

    /** Results that say nothing of the page: it was not asked for, or something failed on this side. */
    private static final Set<String> SILENT = Set.of("host_away", PageRecord.FAILED);

    boolean isRead() {
        return reading != null;
    }

    /** Signal to what this look showed of it, empty for nothing; without those of which it says nothing. */
    Map<String, String> signals() {
        var shown = new TreeMap<String, String>();
        if (reading == null) {
            if (!SILENT.contains(result)) {
                shown.put(PAGE, NO);
            }
            return shown;
        }
        shown.put(PAGE, YES);
        put(shown, OfferField.NAME);
        put(shown, OfferField.SKU);
        put(shown, OfferField.AVAILABILITY);
        put(shown, OfferField.BRAND);
        put(shown, OfferField.GTIN);
        if (reading.amount() != null || !reading.soldOut()) {
            put(shown, OfferField.PRICE);
        }
        if (reading.amount() != null) {
            put(shown, OfferField.CURRENCY);
            put(shown, OfferField.LIST_PRICE);
            shown.put("method", reading.method() == null ? NO : reading.method());
        }
        if (reading.language() != null) {
            shown.put("language", reading.language());
        }
        if (suspect != null) {
            shown.put(LEVEL, suspect ? NO : YES);
        }
        return shown;
    }

    private void put(Map<String, String> shown, OfferField field) {
        shown.put(field.key(), reading.has(field) ? YES : NO);
    }
}
