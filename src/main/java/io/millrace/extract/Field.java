package io.millrace.extract;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is looked for on a page. */
enum Field {
    PRICE,
    LIST_PRICE,
    CURRENCY,
    AVAILABILITY,
    NAME,
    SKU,
    BRAND,
    GTIN,
    SELLER;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of that name; throws IllegalArgumentException that lists all names otherwise. */
    static Field of(String key) {
        return Arrays.stream(values())
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("select: no field is called \"" + key + "\"; there are "
                        + Arrays.stream(values()).map(Field::key).collect(Collectors.joining(", "))));
    }
}
