package io.millrace.extract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The heading that names what a page is about. */
final class Heading {
    /** Titles name the product, the shop and more. */
    private static final int LEAST_WORDS = 2;

    private static final int LONGEST_TITLE = 1_000;
    private static final int MOST = 50;

    private Heading() {}

    /** The h1 that shares the most words with the title, the first of them, and is no shop's name; or null without any. */
    static Box of(PageScan scan, String title) {
        var inTitle = SameProduct.words(title);
        var parts = PageTitle.parts(title.substring(0, Math.min(title.length(), LONGEST_TITLE)));
        var h1 = scan.headings().stream()
                .limit(MOST)
                .filter(box -> !scan.words(box).isBlank() && !isShops(box, scan, parts))
                .reduce((best, next) ->
                        commonWords(next, scan, inTitle) > commonWords(best, scan, inTitle) ? next : best)
                .orElse(null);
        if (h1 != null && commonWords(h1, scan, inTitle) > 0 || inTitle.isEmpty()) {
            return h1;
        }
        return named(scan, title, inTitle).or(() -> Optional.ofNullable(h1)).orElse(null);
    }

    /** Whether it is the shop's name: a link that says one of the title's parts. */
    private static boolean isShops(Box h1, PageScan scan, List<String> parts) {
        var words = scan.words(h1).strip();
        return parts.size() > 1 && parts.stream().anyMatch(words::equalsIgnoreCase) && isLinked(h1, scan);
    }

    private static boolean isLinked(Box h1, PageScan scan) {
        return h1.linked
                || scan.leaves().stream()
                        .anyMatch(leaf -> leaf.linked && leaf.start >= h1.start && leaf.end() <= h1.end());
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
