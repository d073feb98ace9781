package io.millrace.extract;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** The heading that names what a page is about. */
final class Heading {
    /** Titles name the product, the shop and more. */
    private static final int LEAST_WORDS = 2;

    private Heading() {}

    /** The h1 that shares the most words with the title, the first of them; or null without any. */
    static Box of(PageScan scan, String title) {
        var inTitle = SameProduct.words(title);
        var h1 = scan.headings().stream()
                .filter(box -> !scan.words(box).isBlank())
                .reduce((best, next) ->
                        commonWords(next, scan, inTitle) > commonWords(best, scan, inTitle) ? next : best)
                .orElse(null);
        if (h1 != null && commonWords(h1, scan, inTitle) > 0 || inTitle.isEmpty()) {
            return h1;
        }
        return named(scan, title, inTitle).or(() -> Optional.ofNullable(h1)).orElse(null);
    }

    /** Pages without such a heading show the product's name in some other element: the first of what the title holds. */
    private static Optional<Box> named(PageScan scan, String title, Set<String> inTitle) {
        return scan.leaves().stream()
                .filter(box -> box.elsewhere == 0 && !box.linked && box.length() > 5 && box.length() <= title.length())
                .filter(box -> title.contains(scan.text().of(box)))
                .filter(box -> commonWords(box, scan, inTitle) >= LEAST_WORDS)
                .max(Comparator.comparingInt(Box::length));
    }

    private static long commonWords(Box box, PageScan scan, Set<String> inTitle) {
        return SameProduct.words(scan.words(box)).stream()
                .filter(inTitle::contains)
                .count();
    }
}
