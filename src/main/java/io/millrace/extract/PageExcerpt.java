package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a large page that mostly decide alone: its head, its JSON-LD, and what follows the heading. What is read of
 * them counts only where the price that is shown beside the heading is the stated one, nothing looks like a sale, and no
 * field is left for the rest of the page to fill: then the rest is not even parsed.
 */
final class PageExcerpt {
    /** Smaller pages are not worth it. */
    private static final int LEAST = 48_000;
    /** A head of more is no part of a page. */
    private static final int LONGEST_HEAD = 600_000;
    /** So much behind the heading holds the price. */
    private static final int BEHIND_HEADING = 8_000;

    /** No comment and no script that holds a heading is longer. */
    private static final int LOOK_BACK = 20_000;

    private static final double SURE = 0.9;

    /** In the type of a script that holds such data. */
    private static final String JSON_LD = "ld+json";

    private PageExcerpt() {}

    /** The excerpt of a page that may do with one. */
    static Optional<PageBytes> of(PageBytes page, ExtractHints hints) {
        var plain = page.plain();
        if (plain.length() < LEAST || !hints.select().isEmpty() || !plain.contains(JSON_LD)) {
            return Optional.empty();
        }
        int head = plain.indexOf("</head>");
        int heading = plain.indexOf("<h1", Math.max(0, head));
        boolean one = heading > 0 && plain.indexOf("<h1", heading + 1) < 0;
        if (head < 0
                || head > LONGEST_HEAD
                || !one
                || isInside(plain, heading, "<script", "</script")
                || isInside(plain, heading, "<!--", "-->")) {
            return Optional.empty();
        }
        if (looksReduced(plain.substring(heading, Math.min(plain.length(), heading + 3 * BEHIND_HEADING)))) {
            return Optional.empty();
        }
        int end = plain.lastIndexOf('<', Math.min(plain.length() - 1, heading + BEHIND_HEADING));
        var parts = new ArrayList<int[]>(List.of(new int[] {0, head}));
        if (!addJsonLd(plain, head, parts)) {
            return Optional.empty();
        }
        parts.add(new int[] {heading, end});
        return Optional.of(page.excerpt(parts));
    }

    /** Whether the markup around has a price that was. */
    private static boolean looksReduced(String around) {
        return around.contains("<del")
                || around.contains("<s>")
                || around.contains("<s ")
                || around.contains("<strike");
    }

    /** Adds the JSON-LD behind the head; false where none states a product's number. */
    private static boolean addJsonLd(String plain, int head, List<int[]> parts) {
        boolean any = false;
        for (int at = plain.indexOf(JSON_LD); at >= 0; at = plain.indexOf(JSON_LD, at + 1)) {
            int open = plain.lastIndexOf('<', at);
            int close = plain.indexOf("</script>", at);
            if (open < 0 || close < 0 || !plain.startsWith("<script", open) || isInside(plain, open, "<!--", "-->")) {
                return false;
            }
            // A number that only the address or the rest of the page has is for the whole page to find.
            int sku = plain.indexOf("\"sku\"", at);
            any |= sku >= 0 && sku < close;
            if (open > head) {
                parts.add(new int[] {open, close + "</script>".length()});
            }
        }
        return any;
    }

    private static boolean isInside(String plain, int at, String open, String close) {
        var before = plain.substring(Math.max(0, at - LOOK_BACK), at);
        int opened = -1;
        // Searching forwards is many times faster than backwards.
        for (int next = before.indexOf(open); next >= 0; next = before.indexOf(open, next + 1)) {
            opened = next;
        }
        return opened >= 0 && before.indexOf(close, opened) < 0;
    }

    /** Whether what was read of an excerpt leaves nothing open. */
    static boolean decides(Extraction read) {
        var offer = read.offer();
        if (read.status() != Status.ok || !offer.method().equals(JsonLd.METHOD) || offer.confidence() < SURE) {
            return false;
        }
        var prices = read.candidates().stream()
                .filter(candidate -> candidate.field().equals(OfferField.PRICE.key()))
                .toList();
        boolean shown = prices.stream()
                .anyMatch(candidate -> candidate.method().equals(VisiblePrices.METHOD)
                        && candidate.reason().startsWith(PriceRanking.AGREES)
                        && candidate.score() > 0.6);
        boolean undisputed = prices.stream()
                .allMatch(candidate -> candidate.reason().startsWith(PriceRanking.WON)
                        || candidate.reason().startsWith(PriceRanking.AGREES));
        return shown
                && undisputed
                && offer.listPrice() == null
                && offer.currencyHint() != null
                && offer.availability() == Availability.InStock
                && offer.name() != null
                && offer.sku() != null
                && offer.brand() != null;
    }
}
