package io.millrace.extract;

import java.math.BigDecimal;

/**
 * An amount that a data island names as a price of a product.
 *
 * @param kinds what the keys that lead to it say ({@link IslandKeys#LIST}, {@link IslandKeys#NOW})
 * @param minor whether it is in hundredths for certain
 * @param currency as it stands beside the amount, or null
 */
record IslandPrice(BigDecimal amount, int kinds, boolean minor, String text, String path, String currency) {
    boolean list() {
        return (kinds & IslandKeys.LIST) != 0;
    }

    /** Whether its key says that it is to pay rather than another. */
    boolean now() {
        return (kinds & IslandKeys.NOW) != 0;
    }

    /**
     * In whole units: hundredths where that is certain, or where a reader sees the hundredth part and not the number.
     */
    IslandPrice inUnits(SeenAmounts seen) {
        var hundredth = amount.movePointLeft(2);
        boolean whole = amount.stripTrailingZeros().scale() <= 0 && text.indexOf('.') < 0 && text.indexOf(',') < 0;
        boolean agreed =
                whole && (seen.containsInHundredths(hundredth) || !seen.contains(amount) && seen.contains(hundredth));
        return minor || agreed
                ? new IslandPrice(
                        hundredth,
                        kinds,
                        false,
                        hundredth.toPlainString(),
                        path + " (" + text + " hundredths)",
                        currency)
                : this;
    }

    /** As a finding holds it. */
    Value value(String place) {
        return Value.of(text, place + " " + path, text.indexOf(',') < 0);
    }
}
