package io.millrace.price;

import java.util.List;
import java.util.Optional;

/** ISO 4217 codes of currencies that are stated in any way. Thread-safe. */
public final class CurrencyCode {
    private CurrencyCode() {}

    /** All codes that a symbol, name or code can mean, the commonest first; empty where it is none. */
    public static List<String> possible(String text) {
        var sign = CurrencySign.exactly(NormalText.of(text).strip());
        return sign == null ? List.of() : sign.codes();
    }

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
