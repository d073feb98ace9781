package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Price;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;

/** Reads and weighs the prices that findings claim. */
final class PriceClaims {
    private static final Map<String, Double> WEIGHTS = Map.of(
            UserSelectors.METHOD,
            1.0,
            JsonLd.METHOD,
            0.9,
            Microdata.METHOD,
            0.87,
            MetaTags.METHOD,
            0.8,
            VisiblePrices.METHOD,
            0.69,
            DataIslands.METHOD,
            0.68);

    private static final double UNSEEN = 0.85;
    /** The page shows another one, and clearly. */
    private static final double CONTRADICTED = 0.65;

    /** The page shows it as an earlier price: by itself it is none. */
    private static final double EARLIER = 0.42;

    private static final double CLEARLY_SEEN = 0.9;

    private final PageContext page;
    private final SeenAmounts seen;
    private final Set<BigDecimal> near;
    private final Set<BigDecimal> struck;
    /** What is left of the weight of a price that stands nowhere on the page. */
    private final double unseen;
    /** The price that is seen, or null. */
    private final Finding shown;

    /** Takes the amounts that a reader of the page sees, and those that are shown as earlier prices only. */
    PriceClaims(PageContext page, SeenAmounts seen, Visible visible) {
        this.page = page;
        this.seen = seen;
        this.near = visible.near();
        this.struck = visible.struck();
        this.shown = visible.findings().stream()
                .filter(finding -> finding.has(OfferField.PRICE))
                .findFirst()
                .orElse(null);
        this.unseen = isClearlyShown() ? CONTRADICTED : UNSEEN;
    }

    private boolean isClearlyShown() {
        return shown != null && shown.trust() >= CLEARLY_SEEN;
    }

    PriceClaim of(Finding finding) {
        var value = finding.value(OfferField.PRICE);
        var hints = hints(finding, value);
        var reading = PriceParser.read(value.text(), hints);
        var price = reading.price();
        double weight = WEIGHTS.get(finding.method()) * finding.trust();
        if (price == null) {
            return new PriceClaim(finding, value, null, reading.reason(), 0);
        }
        if (price.amount().signum() == 0 && value.text().chars().anyMatch(c -> c >= '0' && c <= '9')) {
            return new PriceClaim(finding, value, null, "0 is no price", 0);
        }
        if (misread(price, value)) {
            value = new Value(value.text(), value.selector(), false);
            price = PriceParser.parse(value.text(), hints(finding, value)).orElse(price);
        }
        if (finding.method().equals(UserSelectors.METHOD)) {
            return new PriceClaim(finding, value, price, null, weight);
        }
        double factor =
                struck.contains(price.amount().stripTrailingZeros()) ? EARLIER : agreement(finding, price.amount());
        return new PriceClaim(finding, value, price, null, weight * factor);
    }

    /** What is left of a price by what a reader sees. Data islands only decide where the page leaves it open. */
    private double agreement(Finding finding, BigDecimal amount) {
        if (shown != null && finding.method().equals(DataIslands.METHOD)) {
            var other = of(shown).price();
            boolean same = other != null && other.amount().compareTo(amount) == 0;
            return same || !isClearlyShown() && isSeen(amount) ? 1 : CONTRADICTED;
        }
        boolean elsewhere = isClearlyShown() && !near.contains(amount.stripTrailingZeros());
        return isSeen(amount) && !elsewhere ? 1 : unseen;
    }

    PriceHints hints(Finding finding, Value value) {
        var stated = finding.text(OfferField.CURRENCY);
        return page.priceHints(stated == null ? page.hints().currency() : stated, value.machine());
    }

    boolean isSeen(BigDecimal amount) {
        // Cents in small print run into the amount: 19⁹⁹ is the text 1999.
        return seen.contains(amount) || seen.contains(amount.movePointRight(2));
    }

    /** Whether "1.226" in a machine's place is a person's 1226, as the page itself shows it. */
    private boolean misread(Price price, Value value) {
        return value.machine()
                && price.amount().scale() == 3
                && !hasThousandths(price.currency())
                && seen.contains(price.amount().movePointRight(3));
    }

    private static boolean hasThousandths(String currency) {
        return currency != null && Currency.getInstance(currency).getDefaultFractionDigits() == 3;
    }
}
