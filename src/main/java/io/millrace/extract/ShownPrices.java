package io.millrace.extract;

import io.millrace.price.PriceLabel;
import io.millrace.price.PriceParser;
import io.millrace.price.QuantityPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the elements that show a price, with what it is a price of. Confined to one extraction. */
final class ShownPrices {
    /** Longer texts are sentences, not prices. */
    static final int LONGEST = 40;

    /** So many around the heading are looked at: a list of hundreds is one of other products. */
    private static final int MOST_BEHIND = 40;

    private static final int MOST_BEFORE = 15;
    /** As far apart are a usual price and the one to pay. */
    private static final int BESIDE = 600;

    private static final int BEFORE = 60;
    private static final int BEHIND = 20;

    private final PageContext page;
    private final SeenText text;
    private final List<Box> around;
    private final PricedElements priced;
    /** Those in elements that are named after a saving, an instalment and the like. */
    private final List<Shown> beside = new ArrayList<>();

    ShownPrices(PageContext page) {
        this.page = page;
        this.text = page.scan().text();
        this.around = around(page);
        this.priced = new PricedElements(page);
    }

    /** All of them in the page's order, with the score of what shows them alone. */
    List<Shown> find() {
        var leaves = new LinkedHashMap<Box, Box>();
        for (var leaf : around) {
            var box = priced.whole(leaf);
            if (box != null) {
                leaves.putIfAbsent(box, leaf);
            }
        }
        var amounts = amountsByLook(leaves.keySet());
        var found = new ArrayList<Shown>();
        for (var box : leaves.keySet()) {
            var words = priced.words(box);
            var price = priced.price(box).orElseThrow();
            var label = PriceLabel.of(before(box, words), words, price, text.behind(box, BEHIND));
            if (!label.isPrice() || QuantityPrices.isMeant(text.before(box, 2 * BEFORE), words, price)) {
                continue;
            }
            boolean list = label.isEarlier() || box.struck || isNamedList(leaves.get(box), box);
            double score = (amounts.get(look(box)).size() > 3 ? -2 : 0)
                    - (label.isNet() ? 2 : 0)
                    - (label.isSentence() ? 0.9 : 0)
                    - (box.near(Names.TAX, 2) ? 1 : 0);
            (noPrice(box) ? beside : found)
                    .add(new Shown(
                            box, leaves.get(box), words, price, list, label.isUsual(), label.isReduced(), score));
        }
        var alone = found.stream()
                .map(one -> isUsualAndAlone(one, found) ? one.asPrice() : one)
                .toList();
        return alone.stream()
                .map(one -> holdsEarlier(one, alone) || isReducedBeside(one, alone) ? one.asList() : one)
                .toList();
    }

    /** Whether a lower price right behind it is called the price after a reduction: "판매가 38,900원 할인판매가 29,900원". */
    private static boolean isReducedBeside(Shown one, List<Shown> all) {
        return !one.list()
                && !one.reduced()
                && all.stream()
                        .anyMatch(other -> other.reduced()
                                && !other.list()
                                && other.box().start >= one.box().start
                                && other.box().start - one.box().end() < BEFORE
                                && other.amount().compareTo(one.amount()) < 0);
    }

    /** Whether its number is that of an element inside that shows an earlier price. */
    private static boolean holdsEarlier(Shown one, List<Shown> all) {
        return !one.list()
                && all.stream()
                        .anyMatch(other -> other.list()
                                && other.box().start >= one.box().start
                                && other.box().end() <= one.box().end()
                                && other.amount().equals(one.amount()));
    }

    /** Whether it is called the usual price, by words or by a name, and no lower one stands beside it. */
    private boolean isUsualAndAlone(Shown one, List<Shown> all) {
        return one.list()
                && !one.box().struck
                && !one.isNamed(Names.LIST, 2)
                && (one.usual() || one.isNamed(Names.LIST_OF_PRICE, 2))
                && all.stream()
                        .noneMatch(other -> !other.list()
                                && other.box().elsewhere <= one.box().elsewhere
                                && other.box().start > one.box().start - BEFORE
                                && other.box().start < one.box().start + BESIDE
                                && other.amount().compareTo(one.amount()) < 0);
    }

    /** Those that {@link #find} left out as their elements are named after a saving, an instalment and the like. */
    List<Shown> beside() {
        return beside;
    }

    /** All amounts that are struck through, also those among more words than a price has. */
    Set<BigDecimal> struck() {
        var struck = new HashSet<BigDecimal>();
        for (var leaf : around) {
            if (leaf.struck) {
                struck.addAll(PriceParser.amounts(
                        text.of(leaf), page.priceHints(page.hints().currency(), false)));
            }
        }
        return struck;
    }

    /** The leaves with numbers nearest to the heading. */
    private static List<Box> around(PageContext page) {
        var heading = page.h1() == null || !page.h1().seen ? 0 : page.h1().start;
        var before = new ArrayList<Box>();
        var behind = new ArrayList<Box>();
        for (var leaf : page.scan().leaves()) {
            if (leaf.isNumbered() && leaf.length() <= LONGEST) {
                (leaf.start < heading ? before : behind).add(leaf);
            }
        }
        var around = new ArrayList<>(before.subList(Math.max(0, before.size() - MOST_BEFORE), before.size()));
        around.addAll(behind.subList(0, Math.min(behind.size(), MOST_BEHIND)));
        return around;
    }

    /** "price-now" inside "price-was" does happen: what is nearer counts. "list-unstyled" is no list price. */
    private static boolean isNamedList(Box leaf, Box box) {
        for (var step = leaf; step != null && step != box.parent; step = step.parent) {
            if ((step.names & (Names.CURRENT | Names.LIST)) == Names.CURRENT) {
                return false;
            }
            if (isNamedListItself(step)) {
                return true;
            }
        }
        return box.parent != null && isNamedListItself(box.parent);
    }

    private static boolean isNamedListItself(Box box) {
        return (box.names & Names.LIST) != 0
                || (box.names & Names.PRICE) != 0 && (box.names & Names.LIST_OF_PRICE) != 0;
    }

    private static boolean noPrice(Box box) {
        for (var step = box; step != null && step != box.parent; step = step.parent) {
            if ((step.names & Names.NO_PRICE) != 0 && (step.names & Names.CURRENT) == 0) {
                return true;
            }
        }
        boolean own = (box.names & (Names.PRICE | Names.CURRENT)) == (Names.PRICE | Names.CURRENT);
        return !own && isBesidePrice(box.parent, box)
                || isBesidePrice(box.parent == null ? null : box.parent.parent, box);
    }

    /** Whether an element is named after something else than a price, and holds little more than one. */
    private static boolean isBesidePrice(Box around, Box box) {
        return around != null
                && (around == box.parent || around.length() < LONGEST + box.length())
                && (around.names & (Names.NO_PRICE | Names.PRICE)) == Names.NO_PRICE;
    }

    /** The words between the number before and an element that shows a price, as far as they speak of it. */
    private String before(Box box, String words) {
        // Where the element says what it shows, what stands before it is something else.
        if (saysMuch(words) || isBehindHeading(box)) {
            return "";
        }
        var before = text.before(box, BEFORE);
        int from = before.length();
        while (from > 0 && !Character.isDigit(before.charAt(from - 1))) {
            from--;
        }
        // "Lowest price of the last 30 days:" is one label.
        if (from > 2 && before.startsWith("30", from - 2) && !Character.isDigit(before.charAt(from - 3))) {
            from = before.lastIndexOf('\n', from) + 1;
        }
        var line = before.substring(from).stripTrailing();
        return line.substring(line.lastIndexOf('\n') + 1);
    }

    /** Whether there is more than a currency before the number of an element. */
    private static boolean saysMuch(String words) {
        int letters = 0;
        for (int i = 0; i < words.length() && !Character.isDigit(words.charAt(i)); i++) {
            letters += Character.isLetter(words.charAt(i)) ? 1 : 0;
        }
        return letters > 2;
    }

    /** Whether the heading stands right before it: a product may be called anything. */
    private boolean isBehindHeading(Box box) {
        var heading = page.h1();
        return heading != null
                && heading.seen
                && heading.end() <= box.start
                && text.between(heading.end(), box.start).isBlank();
    }

    /** Different amounts that look alike are a list of products, or of variants. */
    private Map<String, Set<BigDecimal>> amountsByLook(Set<Box> boxes) {
        var amounts = new HashMap<String, Set<BigDecimal>>();
        for (var box : boxes) {
            amounts.computeIfAbsent(look(box), look -> new HashSet<>())
                    .add(priced.price(box).orElseThrow().amount().stripTrailingZeros());
        }
        return amounts;
    }

    static String look(Box box) {
        var parent = box.parent;
        return box.tag() + "." + box.attr("class") + "<"
                + (parent == null ? "" : parent.tag() + "." + parent.attr("class"));
    }
}
