package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.PriceParser;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Which of several offers for one product is the page's. */
final class OfferChoice {
    private static final double CLEARLY_SEEN = 0.85;
    /** Of more offers the numbers are not looked for in the text. */
    private static final int FEW = 60;

    private static final double SHOWN = 2;
    private static final int SHORTEST_NUMBER = 4;
    private static final int LONGEST_NUMBER = 60;

    private OfferChoice() {}

    /**
     * The one that the page's address or heading names; else, where all cost the same, the first that can be bought; else the
     * cheapest that can be bought, with doubt.
     *
     * @param offers at least one
     */
    static Finding of(PageContext page, List<Finding> offers) {
        if (offers.size() == 1) {
            return offers.get(0);
        }
        var same = new SameProduct(page);
        var scores = offers.stream()
                .mapToDouble(offer -> same.score(offer) + (offers.size() <= FEW && isShown(page, offer) ? SHOWN : 0))
                .toArray();
        int best = 0;
        boolean alone = true;
        for (int i = 1; i < scores.length; i++) {
            alone = scores[i] > scores[best] || alone && scores[i] < scores[best];
            best = scores[i] > scores[best] ? i : best;
        }
        if (alone && scores[best] >= 2 && offers.stream().allMatch(OfferChoice::identified)) {
            return offers.get(best).named();
        }
        var open = offers.stream().filter(JsonLdProduct::buyable).toList();
        var from = open.isEmpty() ? offers : open;
        var trusted = from.stream().mapToDouble(Finding::trust).max().orElse(1);
        var priced = from.stream()
                .filter(offer -> offer.trust() == trusted && amount(page, offer) != null)
                .toList();
        if (priced.isEmpty()) {
            return from.get(0);
        }
        var cheapest = priced.stream()
                .min(Comparator.comparing(offer -> amount(page, offer)))
                .orElseThrow();
        long prices = priced.stream()
                .map(offer -> amount(page, offer))
                .filter(Objects::nonNull)
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .count();
        return prices == 1
                ? priced.get(0)
                : Finding.lowest(
                        cheapest,
                        offers.stream()
                                .filter(offer -> amount(page, offer) != null)
                                .toList(),
                        0.8,
                        "the lowest of " + prices + " prices");
    }

    /**
     * Where a reader is shown the price of one of the offers that the choice was left open between, it is that one.
     *
     * @param visible what a reader sees of the product
     */
    static void settle(PageContext page, List<Finding> structured, List<Finding> visible) {
        var shown = visible.stream()
                .filter(finding -> finding.has(OfferField.PRICE) && finding.trust() >= CLEARLY_SEEN)
                .map(finding -> amount(page, finding))
                .filter(Objects::nonNull)
                .map(BigDecimal::stripTrailingZeros)
                .findFirst();
        for (var finding : shown.isEmpty() ? List.<Finding>of() : structured) {
            finding.variants().stream()
                    .filter(variant ->
                            amount(page, variant).stripTrailingZeros().equals(shown.get()))
                    .min(Comparator.comparing(variant -> !JsonLdProduct.buyable(variant)))
                    .ifPresent(finding::take);
        }
    }

    /** Whether a reader is shown its number, which the page changes with the variant. */
    private static boolean isShown(PageContext page, Finding offer) {
        var number = offer.text(OfferField.SKU);
        return number != null
                && number.length() >= SHORTEST_NUMBER
                && number.length() <= LONGEST_NUMBER
                && page.scan().text().hasWord(number);
    }

    /** Whether it says what it is an offer of; one that does not may be the page's just as well. */
    private static boolean identified(Finding offer) {
        return offer.url() != null
                || offer.has(OfferField.SKU)
                || offer.has(OfferField.GTIN)
                || offer.has(OfferField.NAME);
    }

    private static BigDecimal amount(PageContext page, Finding offer) {
        var price = offer.value(OfferField.PRICE);
        return price == null
                ? null
                : PriceParser.parse(price.text(), page.priceHints(offer.text(OfferField.CURRENCY), price.machine()))
                        .map(found -> found.amount())
                        .filter(amount -> amount.signum() > 0)
                        .orElse(null);
    }
}
