package io.millrace.extract;

import io.millrace.price.Availability;
import io.millrace.price.Price;

/**
 * The offer of a product page, by schema.org's Offer: texts as found, and what they mean. Every component but
 * {@code confidence} and {@code assumed} may be null.
 *
 * @param priceText the price as written, with its symbol where it has one
 * @param listPriceText the price before a reduction, as written
 * @param currencyHint ISO 4217 code or other text that the page states beside the price
 * @param language BCP 47 tag of the page's language
 * @param availabilityText as written
 * @param decimalSeparator {@code '.'} where the price was written for machines
 * @param method how the price was read (json-ld, microdata, meta, selector, visible, data-island)
 * @param selector where the price was read: a path inside JSON-LD, or a CSS selector
 * @param confidence 0..1
 * @param assumed whether the page does not state the availability: there is a price, and nothing against buying
 */
public record Offer(
        String name,
        String sku,
        String brand,
        String gtin,
        String seller,
        String url,
        String priceText,
        String listPriceText,
        String currencyHint,
        String language,
        String availabilityText,
        Character decimalSeparator,
        Price price,
        Price listPrice,
        Availability availability,
        String method,
        String selector,
        double confidence,
        boolean assumed) {}
