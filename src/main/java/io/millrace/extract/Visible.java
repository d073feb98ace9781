package io.millrace.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a reader of the page sees.
 *
 * @param findings of the page's product
 * @param struck amounts that are shown as earlier prices and nowhere as a price to pay
 */
record Visible(List<Finding> findings, Set<BigDecimal> struck) {
    static Visible of(PageContext page) {
        var text = VisibleText.of(page.document());
        var around = new Surroundings();
        var buttons = BuyButtons.find(page, text, around);
        var prices = VisiblePrices.of(page, text, around, buttons);
        var findings = new ArrayList<>(prices.find());
        findings.addAll(VisibleAvailability.find(page, text, around, buttons));
        findings.add(VisibleLabels.find(text, around));
        return new Visible(findings, prices.struck());
    }
}
