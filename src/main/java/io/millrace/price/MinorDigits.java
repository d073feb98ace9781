package io.millrace.price;

import java.util.Set;

/** How many decimals the prices of a currency have. */
final class MinorDigits {
    /** ISO 4217 gives some of them two, yet no shop writes them. */
    private static final Set<String> NONE = Set.of(
            "BIF", "CLP", "COP", "DJF", "GNF", "IDR", "IRR", "ISK", "JPY", "KMF", "KRW", "LAK", "MMK", "PYG", "RWF",
            "UGX", "VND", "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> THREE = Set.of("BHD", "JOD", "KWD", "LYD", "OMR", "TND");

    /** A thousand of them are more than a shop asks, so "12,990 KD" has decimals; Tunisia writes a comma anyway. */
    private static final Set<String> DEAR = Set.of("BHD", "KWD", "OMR", "TND");

    private MinorDigits() {}

    static boolean none(String currency) {
        return currency != null && NONE.contains(currency);
    }

    static boolean dear(String currency) {
        return DEAR.contains(currency);
    }

    static boolean three(String currency) {
        return currency != null && THREE.contains(currency);
    }
}
