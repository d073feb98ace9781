package io.millrace.extract;

import io.millrace.price.Price;
import java.math.BigDecimal;

/**
 * A price with the element that shows it.
 *
 * @param leaf the innermost of the elements that are hardly anything else
 * @param list whether it is shown as an earlier price
 * @param usual whether it is called the usual price, an earlier one only beside another
 * @param reduced whether it is called the price after a reduction
 * @param score how much it looks like the price to pay
 */
record Shown(Box box, Box leaf, String words, Price price, boolean list, boolean usual, boolean reduced, double score) {
    BigDecimal amount() {
        return price.amount().stripTrailingZeros();
    }

    /** Whether an element from the innermost to the one around all of it, or close around that, has a name of that kind. */
    boolean isNamed(int kind, int around) {
        for (var step = leaf; step != null && step != box; step = step.parent) {
            if ((step.names & kind) != 0) {
                return true;
            }
        }
        return box.near(kind, around);
    }

    Shown scored(double more) {
        return new Shown(box, leaf, words, price, list, usual, reduced, score + more);
    }

    Shown asPrice() {
        return new Shown(box, leaf, words, price, false, usual, reduced, score);
    }

    Shown asList() {
        return new Shown(box, leaf, words, price, true, usual, reduced, score);
    }
}
