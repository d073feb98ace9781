package io.millrace.extract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a reader of the page sees.
 *
 * @param findings of the page's product
 * @param availability as it is seen
 * @param near amounts that are shown as prices, earlier ones too, where the product is
 * @param struck amounts that are shown as earlier prices and nowhere as a price to pay
 */
record Visible(List<Finding> findings, VisibleAvailability availability, Set<BigDecimal> near, Set<BigDecimal> struck) {
    static Visible of(PageContext page) {
        var all = BuyButtons.of(page.scan());
        var region = new OwnRegion(page.h1(), page.scan());
        region.findCounter(all);
        var buttons = all.within(region);
        var prices = VisiblePrices.of(page, region, buttons);
        var findings = new ArrayList<>(prices.find());
        var availability = VisibleAvailability.of(page, region, buttons);
        availability.finding().ifPresent(findings::add);
        findings.add(VisibleLabels.find(page.scan(), region));
        return new Visible(findings, availability, prices.near(), prices.struck());
    }
}
