package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What a reader sees of the availability: a line that states it, or else a button to buy the product. */
final class VisibleAvailability {
    private static final int LONGEST = 80;
    private static final int FAR = 4000;

    private static final Set<String> NAMES = Set.of(
            "stock",
            "availability",
            "available",
            "avail",
            "lager",
            "verfuegbarkeit",
            "dispo",
            "disponibilite",
            "disponibilita",
            "disponibilidad",
            "inventory",
            "lieferzeit",
            "lieferbarkeit",
            "instock",
            "outofstock",
            "soldout",
            "dostupnost",
            "dostepnosc",
            "voorraad",
            "status");

    private VisibleAvailability() {}

    /** A finding with nothing but the availability; or none. */
    static List<Finding> find(PageContext page, VisibleText text, Surroundings around, List<Element> buttons) {
        int heading = page.h1() == null || !text.seen(page.h1()) ? 0 : text.start(page.h1());
        Element best = null;
        Availability stated = null;
        double bestScore = 0;
        for (var leaf : text.leaves()) {
            int behind = text.start(leaf) - heading;
            if (text.length(leaf) > LONGEST
                    || behind < 0
                    || behind > FAR
                    || around.elsewhere(leaf) > 0
                    || around.linked(leaf)) {
                continue;
            }
            var here = Availability.of(text.text(leaf)).orElse(null);
            double score = here == null ? 0 : (around.names(leaf, NAMES) ? 2 : 0) + 1 - behind / (2.0 * FAR);
            if (score > bestScore) {
                best = leaf;
                stated = here;
                bestScore = score;
            }
        }
        boolean named = bestScore > 2;
        if (best != null && (named || buttons.isEmpty() != stated.buyable())) {
            return List.of(new Finding(VisiblePrices.METHOD)
                    .put(OfferField.AVAILABILITY, Value.of(text.text(best), Css.path(best), false)));
        }
        if (!buttons.isEmpty()) {
            return List.of(new Finding(VisiblePrices.METHOD)
                    .put(
                            OfferField.AVAILABILITY,
                            new Value(Availability.InStock.name(), Css.path(buttons.get(0)), false)));
        }
        return List.of();
    }
}
