package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Price;
import java.math.BigDecimal;

/**
 * A price that a method claims to be the page's.
 *
 * @param price null where it is refused
 * @param refusal null where it is a price
 * @param score 0..1
 */
record PriceClaim(Finding finding, Value value, Price price, String refusal, double score) {
    BigDecimal amount() {
        return price.amount().stripTrailingZeros();
    }

    boolean agrees(PriceClaim other) {
        return price != null && other.price != null && amount().equals(other.amount());
    }

    PriceClaim scored(double newScore) {
        return new PriceClaim(finding, value, price, refusal, Math.max(0, Math.min(0.99, newScore)));
    }

    PriceClaim refused(String why) {
        return new PriceClaim(finding, value, null, why, 0);
    }

    Candidate candidate(String reason) {
        return new Candidate(
                OfferField.PRICE.key(),
                value.text(),
                finding.method(),
                value.selector(),
                Math.round(score * 1000) / 1000.0,
                finding.doubt() == null ? reason : reason + "; " + finding.doubt());
    }
}
