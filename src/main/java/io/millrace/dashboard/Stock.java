package io.millrace.dashboard;

import java.util.Set;

/** Whether something can be bought, by the words of schema.org. */
enum Stock {
    IN,
    OUT,
    /** Ordered ahead, or a word that says neither. */
    OTHER;

    private static final Set<String> HERE = Set.of("InStock", "LimitedAvailability", "OnlineOnly", "InStoreOnly");
    private static final Set<String> GONE = Set.of("OutOfStock", "SoldOut", "Discontinued");

    /** @param availability null where a page showed none */
    static Stock of(String availability) {
        if (availability == null) {
            return OTHER;
        }
        return HERE.contains(availability) ? IN : GONE.contains(availability) ? OUT : OTHER;
    }
}
