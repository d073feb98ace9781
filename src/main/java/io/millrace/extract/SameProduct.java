package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How well what a method found fits the product that the page is about. */
final class SameProduct {
    private static final int SHORTEST_NUMBER = 4;

    private final PageContext page;
    private final Set<String> heading;
    private final Set<String> title;

    SameProduct(PageContext page) {
        this.page = page;
        this.heading = words(page.heading());
        this.title = words(page.scan().title());
    }

    /** Higher is better; 0 where nothing connects them. */
    double score(Finding finding) {
        double score = 0;
        if (same(finding.url(), page.url()) || same(finding.url(), page.canonical())) {
            score += 3;
        }
        if (numberInAddress(finding.text(OfferField.SKU)) || numberInAddress(finding.text(OfferField.GTIN))) {
            score += 2;
        }
        var name = words(finding.text(OfferField.NAME));
        // A title ends in the shop's name, so only the words of the product have to be in it.
        return score
                + 2 * overlap(name, heading, name.size() + heading.size() - common(name, heading))
                + overlap(name, title, name.size());
    }

    private boolean numberInAddress(String number) {
        return number != null
                && number.length() >= SHORTEST_NUMBER
                && (contains(page.url(), number) || contains(page.canonical(), number));
    }

    private static boolean contains(String address, String number) {
        return address != null && address.toLowerCase(Locale.ROOT).contains(number.toLowerCase(Locale.ROOT));
    }

    /** Whether two addresses name one page: scheme, "www.", fragment and a closing slash do not count. */
    static boolean same(String one, String other) {
        if (one == null || other == null) {
            return false;
        }
        var left = key(one);
        var right = key(other);
        // A relative address is compared by its path.
        return left.length() > 1
                && (left.equals(right)
                        || left.startsWith("/") && right.endsWith(left)
                        || right.startsWith("/") && left.endsWith(right));
    }

    private static String key(String address) {
        var key = address.strip();
        int fragment = key.indexOf('#');
        key = fragment < 0 ? key : key.substring(0, fragment);
        int scheme = key.indexOf("://");
        key = scheme < 0 ? key : key.substring(scheme + 3);
        key = key.startsWith("www.") ? key.substring(4) : key;
        return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    }

    private static double overlap(Set<String> name, Set<String> other, long all) {
        return all == 0 ? 0 : (double) common(name, other) / all;
    }

    private static long common(Set<String> name, Set<String> other) {
        return name.stream().filter(other::contains).count();
    }

    static Set<String> words(String text) {
        var words = new HashSet<String>();
        if (text != null) {
            var word = new StringBuilder();
            for (int i = 0; i <= text.length(); i++) {
                if (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
                    word.append(Character.toLowerCase(text.charAt(i)));
                } else if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            }
        }
        return words;
    }
}
