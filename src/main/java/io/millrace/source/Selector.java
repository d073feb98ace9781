package io.millrace.source;

import io.millrace.config.Scalar;
import io.millrace.dataset.PageSelector;
import java.util.Optional;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/** Checks a {@link PageSelector}, whose CSS is in jsoup's syntax. */
final class Selector {
    private Selector() {}

    /** The CSS selector of elements, if it can be parsed. */
    static Optional<String> css(Scalar value) {
        var text = value.raw().strip();
        try {
            QueryParser.parse(text);
            return Optional.of(text);
        } catch (SelectorParseException | IllegalArgumentException e) {
            return value.unexpected("a CSS selector of links such as a.product or li.item a: " + e.getMessage());
        }
    }

    /** The selector as it is written, if it can be parsed. */
    static Optional<String> checked(Scalar value) {
        var text = value.raw().strip();
        try {
            QueryParser.parse(PageSelector.of(text).css());
            return Optional.of(text);
        } catch (SelectorParseException | IllegalArgumentException e) {
            return value.unexpected(
                    "a CSS selector such as span.price or meta[itemprop=price]@content: " + e.getMessage());
        }
    }
}
