package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.Optional;

/**
 * What a reader sees of the availability.
 *
 * @param value the line that states it, or the button that does; null where there is neither
 * @param named whether it stands in an element that is named after the stock
 * @param open whether nothing that is seen keeps a reader from buying
 */
record VisibleAvailability(Value value, boolean named, boolean open) {
    private static final int LONGEST = 80;
    private static final int FAR = 4000;
    private static final int MOST_BUTTONS = 4;
    /** Lines that many before the heading may belong to it too. */
    private static final int BEFORE = 300;

    /** A line that states it. */
    private record Line(Box box, Availability stated, double score) {}

    static VisibleAvailability of(PageContext page, OwnRegion region, BuyButtons buttons) {
        var line = line(page, region);
        boolean open = buttons.waiting().isEmpty() && !(buttons.buying().isEmpty() && buttons.off());
        if (line != null
                && (line.score() > 2
                        || !buttons.buying().isEmpty() == line.stated().buyable())) {
            return new VisibleAvailability(
                    Value.of(page.scan().text().of(line.box()), Css.path(line.box()), false),
                    line.score() > 2,
                    open && line.stated().buyable());
        }
        // Many buttons are those of many products.
        if (!buttons.buying().isEmpty() && buttons.buying().size() <= MOST_BUTTONS) {
            return new VisibleAvailability(
                    stated(Availability.InStock, buttons.buying().get(0)), false, open);
        }
        // Some of many can be bought, and some cannot: the first is the page's own.
        if (!buttons.buying().isEmpty()
                && !buttons.waiting().isEmpty()
                && buttons.buying().get(0).start < buttons.waiting().get(0).start) {
            return new VisibleAvailability(null, false, true);
        }
        if (!buttons.waiting().isEmpty()) {
            return new VisibleAvailability(
                    stated(Availability.OutOfStock, buttons.waiting().get(0)), true, false);
        }
        return new VisibleAvailability(
                null, false, open && (line == null || line.stated().buyable()));
    }

    Optional<Availability> availability() {
        return value == null ? Optional.empty() : Availability.of(value.text());
    }

    /** A finding with nothing but the availability. */
    Optional<Finding> finding() {
        return Optional.ofNullable(value)
                .map(found -> new Finding(VisiblePrices.METHOD).put(OfferField.AVAILABILITY, found));
    }

    private static Value stated(Availability availability, Box button) {
        return new Value(availability.name(), Css.path(button), false);
    }

    private static Line line(PageContext page, OwnRegion region) {
        int heading = page.h1() == null || !page.h1().seen ? 0 : page.h1().start;
        var text = page.scan().text();
        Line best = null;
        for (var leaf : page.scan().leaves()) {
            int behind = leaf.start - heading;
            if (leaf.length() > LONGEST || behind < -BEFORE || behind > FAR || leaf.linked || region.apart(leaf) > 0) {
                continue;
            }
            var words = text.of(leaf);
            var stated = Availability.mayBeIn(words) ? Availability.of(words).orElse(null) : null;
            boolean named = leaf.near(Names.STOCK);
            if (stated != null && (behind >= 0 || named) && !OtherStock.isMeant(words)) {
                double score = (named ? 2 : 0) + 1 - Math.abs(behind) / (2.0 * FAR);
                best = best == null || score > best.score() ? new Line(leaf, stated, score) : best;
            }
        }
        return best;
    }
}
