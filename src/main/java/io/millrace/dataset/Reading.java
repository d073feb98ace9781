package io.millrace.dataset;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What a page was read to say, as this program understands it today. It is compared with what the page said before, and
 * never sent: cleaning reads the texts anew.
 *
 * @param amount the price in the currency's unit; null without one
 * @param currency ISO 4217 code; null if the page leaves it open
 * @param fields keys of the fields that were found and understood ({@link OfferField})
 * @param method how the price was read; null without one
 * @param language BCP 47 tag of the page; null if it names none
 * @param soldOut whether the page says that nothing can be bought, so that no price is to be expected
 */
public record Reading(
        BigDecimal amount, String currency, Set<String> fields, String method, String language, boolean soldOut) {
    public Reading {
        fields = Set.copyOf(fields);
    }

    /** Whether that field was found and understood. */
    public boolean has(OfferField field) {
        return fields.contains(field.key());
    }
}
