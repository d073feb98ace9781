package io.millrace.price;

/**
 * What is known about a price text from elsewhere; every component may be null.
 *
 * @param currency ISO 4217 code, or the currency's name or symbol as stated beside the price
 * @param language BCP 47 tag of the page's language ({@code de}, {@code en-CA})
 * @param decimalSeparator {@code '.'} or {@code ','} where it is known, as in machine-written values
 * @param country ISO 3166 code of the shop's country
 */
public record PriceHints(String currency, String language, Character decimalSeparator, String country) {
    /** Nothing is known. */
    public static final PriceHints NONE = new PriceHints(null, null, null, null);

    PriceHints withoutCurrency() {
        return new PriceHints(null, language, decimalSeparator, country);
    }
}
