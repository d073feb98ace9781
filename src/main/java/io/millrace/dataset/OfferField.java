package io.millrace.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is looked for on a product page, by a user's selector or without one. */
public enum OfferField {
    PRICE,
    LIST_PRICE,
    CURRENCY,
    AVAILABILITY,
    NAME,
    SKU,
    BRAND,
    GTIN,
    SELLER;

    /** As it is written in source files and events: {@code list_price}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of that key, if there is one. */
    public static Optional<OfferField> named(String key) {
        return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
    }

    /** All keys, in order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(OfferField::key).toList();
    }
}
