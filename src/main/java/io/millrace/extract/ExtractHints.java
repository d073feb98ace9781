package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.Map;

/**
 * What a user knows about a site's pages.
 *
 * @param select field (price, list_price, currency, availability, name, sku, brand, gtin, seller) to CSS selector,
 *     with {@code @attribute} behind it where the value is one: {@code span.price@content}
 * @param currency what the site's prices are in, or null
 * @param language BCP 47 tag of the site's language, or null
 */
public record ExtractHints(Map<String, String> select, String currency, String language) {
    /** Nothing is known. */
    public static final ExtractHints NONE = new ExtractHints(Map.of(), null, null);

    /** Copies the selectors; null stands for none. */
    public ExtractHints {
        select = select == null ? Map.of() : Map.copyOf(select);
    }

    /**
     * Checks the selectors, so that a fault shows when a source is read and not with its first page.
     *
     * @throws IllegalArgumentException naming the field or selector that cannot be used, and what to write instead
     */
    public void check() {
        select.forEach((field, selector) -> UserSelectors.Selector.of(field(field), selector));
    }

    /** The field of that key; throws IllegalArgumentException that lists all keys otherwise. */
    static OfferField field(String key) {
        return OfferField.named(key)
                .orElseThrow(() -> new IllegalArgumentException("select: no field is called \"" + key + "\"; there are "
                        + String.join(", ", OfferField.keys())));
    }
}
