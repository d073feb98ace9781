package io.millrace.source;

import io.millrace.config.Scalar;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a source file says of pages that do not say it themselves. */
final class Hints {
    private Hints() {}

    /** An ISO 4217 code. */
    static Optional<String> currency(Scalar value) {
        var code = value.raw().strip();
        var known = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .toList();
        return known.contains(code)
                ? Optional.of(code)
                : value.unexpected("an ISO 4217 code in capitals, such as EUR or USD");
    }

    /** A BCP 47 tag. */
    static Optional<String> language(Scalar value) {
        var tag = value.raw().strip();
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            // A word such as "german" has the form of a tag too, but is none.
            if (locale.getLanguage().length() == 3
                    || List.of(Locale.getISOLanguages()).contains(locale.getLanguage())) {
                return Optional.of(tag);
            }
        } catch (IllformedLocaleException e) {
            // Answered below, as is a well-formed tag without a known language.
        }
        return value.unexpected("a BCP 47 language tag such as de or de-CH");
    }
}
