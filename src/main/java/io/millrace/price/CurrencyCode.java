package io.millrace.price;

import java.util.Optional;

/** ISO 4217 codes of currencies that are stated in any way. Thread-safe. */
public final class CurrencyCode {
    private CurrencyCode() {}

    /**
     * The code that a symbol, name or code means; empty where it is none or stays ambiguous under the hints.
     *
     * @param text {@code EUR}, {@code usd}, {@code €}, {@code kr}; may be null
     */
    public static Optional<String> of(String text, PriceHints hints) {
        if (text == null) {
            return Optional.empty();
        }
        var sign = CurrencySign.exactly(NormalText.of(text).strip());
        return sign == null ? Optional.empty() : Optional.ofNullable(Currencies.settle(sign, hints));
    }
}
