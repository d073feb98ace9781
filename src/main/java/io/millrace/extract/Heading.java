package io.millrace.extract;

import java.util.Comparator;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The heading that names what a page is about. */
final class Heading {
    private Heading() {}

    /** The h1 that shares the most words with the title, the first of them; or null without any. */
    static Element of(Document document) {
        var title = SameProduct.words(document.title());
        Comparator<Element> byCommonWords = Comparator.comparingLong(h1 ->
                SameProduct.words(h1.text()).stream().filter(title::contains).count());
        return document.select("h1").stream()
                .filter(h1 -> !h1.text().isBlank())
                .reduce((best, next) -> byCommonWords.compare(next, best) > 0 ? next : best)
                .orElse(null);
    }
}
