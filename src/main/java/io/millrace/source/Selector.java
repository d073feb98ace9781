package io.millrace.source;

import io.millrace.config.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/** A CSS selector in jsoup's syntax, with an attribute's name after a last {@code @} where not the text is meant. */
final class Selector {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*@[A-Za-z_:][A-Za-z0-9_:.-]*$");

    private Selector() {}

    /** The selector as it is written, if it can be parsed. */
    static Optional<String> checked(Scalar value) {
        var text = value.raw().strip();
        try {
            QueryParser.parse(ATTRIBUTE.matcher(text).replaceFirst(""));
            return Optional.of(text);
        } catch (SelectorParseException | IllegalArgumentException e) {
            return value.unexpected(
                    "a CSS selector such as span.price or meta[itemprop=price]@content: " + e.getMessage());
        }
    }
}
