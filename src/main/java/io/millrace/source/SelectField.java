package io.millrace.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a selector of a source file may point at. */
public enum SelectField {
    PRICE,
    LIST_PRICE,
    CURRENCY,
    AVAILABILITY,
    NAME,
    SKU,
    BRAND,
    GTIN,
    SELLER;

    /** As it is written in a source file: {@code list_price}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(SelectField::key).toList();
    }
}
