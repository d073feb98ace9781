package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.dataset.PageSelector;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;

/** What a user's own selectors find. */
final class UserSelectors {
    static final String METHOD = "selector";

    private UserSelectors() {}

    /**
     * One selector.
     *
     * @param attribute null where the element's text is the value
     */
    record Selector(String written, Evaluator css, String attribute) {
        /** Throws IllegalArgumentException with the field, the selector and what is wrong with it. */
        static Selector of(OfferField field, String written) {
            var selector = PageSelector.of(written);
            try {
                return new Selector(written, QueryParser.parse(selector.css()), selector.attribute());
            } catch (SelectorParseException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "select." + field.key() + ": \"" + written + "\" is no CSS selector: " + e.getMessage()
                                + "; write one like span.price, or span.price@content for an attribute",
                        e);
            }
        }
    }

    /** What was selected for each field that has a selector; null where it matched nothing. */
    static Map<OfferField, Value> find(PageContext page) {
        var found = new EnumMap<OfferField, Value>(OfferField.class);
        if (page.hints().select().isEmpty()) {
            return found;
        }
        var document = page.document();
        new TreeMap<>(page.hints().select()).forEach((key, written) -> {
            var field = ExtractHints.field(key);
            found.put(field, value(document, Selector.of(field, written)));
        });
        return found;
    }

    private static Value value(Document document, Selector selector) {
        for (Element element : document.select(selector.css())) {
            var text = selector.attribute() != null
                    ? element.attr(selector.attribute())
                    : element.tagName().equals("meta") ? element.attr("content") : element.text();
            var value = Value.of(text, selector.written(), false);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
