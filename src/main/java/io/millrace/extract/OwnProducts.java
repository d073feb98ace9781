package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what was found of the page's own product from what was found of others. Confined to one extraction. */
final class OwnProducts {
    private final PageContext page;
    private final SameProduct same;
    private final List<Finding> others = new ArrayList<>();

    OwnProducts(PageContext page) {
        this.page = page;
        this.same = new SameProduct(page);
    }

    /** The findings of other products, once {@link #of} has been called. */
    List<Finding> others() {
        return others;
    }

    /** Of each method the one finding that is the page's product. */
    List<Finding> of(List<Finding> findings) {
        var byMethod = findings.stream()
                .collect(Collectors.groupingBy(Finding::method, LinkedHashMap::new, Collectors.toList()));
        var own = new ArrayList<Finding>();
        byMethod.values().forEach(ofMethod -> {
            var best = best(ofMethod);
            ofMethod.stream().filter(finding -> finding != best).forEach(others::add);
            if (foreign(best, ofMethod.size())) {
                others.add(best);
            } else {
                own.add(best);
            }
        });
        return own;
    }

    private Finding best(List<Finding> findings) {
        if (findings.size() == 1) {
            return findings.get(0);
        }
        var byScore = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> Math.round(100 * finding.trust() * (1 + same.score(finding))),
                        TreeMap::new,
                        Collectors.toList()));
        var top = byScore.lastEntry().getValue();
        var priced =
                top.stream().filter(finding -> finding.has(OfferField.PRICE)).toList();
        var first = priced.isEmpty() ? top.get(0) : priced.get(0);
        long prices = priced.stream()
                .map(finding -> finding.text(OfferField.PRICE))
                .distinct()
                .count();
        return prices < 2
                ? first
                : first.doubt(0.6, "one of " + prices + " products that the page does not tell apart");
    }

    /** Whether it names a product that neither the page's address nor its heading or title knows. */
    private boolean foreign(Finding finding, int ofMethod) {
        boolean named = finding.has(OfferField.NAME) && page.heading() != null;
        return named
                        && !finding.method().equals(MetaTags.METHOD)
                        && same.score(finding) == 0
                        && (finding.url() != null || ofMethod > 1)
                || finding.trust() < 0.5 && same.score(finding) < 1.5;
    }
}
