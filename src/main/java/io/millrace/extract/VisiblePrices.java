package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The price that a reader of the page sees near the product's name and the button to buy it. Where two prices
 * compete side by side it gives none.
 */
final class VisiblePrices {
    static final String METHOD = "visible";

    private static final double LEAST = 3;
    private static final double LEAD = 0.9;
    /** Less is hardly a price of the product at all. */
    private static final double SERIOUS = 2;
    /** What the first price behind the heading has before others; less than a lead. */
    private static final double FIRST = 0.8;
    /** As far apart are a price and the one that it was. */
    private static final int BESIDE = 150;
    /** So many characters behind a price, others are those of other offers or products. */
    private static final int FAR = 200;

    private static final int MOST_COMPARED = 6;
    /** So many times the price the earlier one may be. */
    private static final BigDecimal MOST_REDUCED = BigDecimal.valueOf(10);

    private static final int NEAR_HEADING = 1_000;

    private static final int MOST_LETTERS = 12;

    private static final double FIRST_OF_SEVERAL = 0.8;

    private final PageContext page;
    private final SeenText text;
    private final OwnRegion region;
    private final BuyButtons buttons;
    private final SeenAmounts described;
    private List<Shown> shown = List.of();
    private List<Shown> named = List.of();
    private List<Shown> earlier = List.of();
    private Set<BigDecimal> struck = Set.of();

    private VisiblePrices(PageContext page, OwnRegion region, BuyButtons buttons) {
        this.page = page;
        this.text = page.scan().text();
        this.region = region;
        this.buttons = buttons;
        this.described = SeenAmounts.of(description(page));
    }

    static VisiblePrices of(PageContext page, OwnRegion region, BuyButtons buttons) {
        var prices = new VisiblePrices(page, region, buttons);
        var found = new ShownPrices(page);
        prices.shown = prices.scored(found.find());
        prices.named = found.beside();
        prices.struck = found.struck();
        return prices;
    }

    private static String description(PageContext page) {
        var words = new StringBuilder(page.scan().title());
        for (var meta : page.scan().metas()) {
            var name = meta.attr("name") + meta.attr("property");
            if (name.equals("description") || name.equals("og:description") || name.equals("og:title")) {
                words.append(" | ").append(meta.attr("content"));
            }
        }
        return words.toString();
    }

    /** The amounts that are shown as prices of any kind where the product is. */
    Set<BigDecimal> near() {
        return Stream.concat(shown.stream(), named.stream())
                .filter(one -> region.apart(one.box()) == 0)
                .map(Shown::amount)
                .collect(Collectors.toSet());
    }

    /** The amounts that are shown as earlier prices and nowhere as a price to pay. */
    Set<BigDecimal> struck() {
        var struck = new HashSet<>(this.struck);
        earlier.forEach(one -> struck.add(one.amount()));
        shown.stream().filter(Shown::list).forEach(one -> struck.add(one.amount()));
        shown.stream().filter(one -> !one.list()).forEach(one -> struck.remove(one.amount()));
        return struck;
    }

    /** The price to pay, if it can be told; with doubt where another competes with it. */
    List<Finding> find() {
        var ranked = ranked(shown);
        if (ranked.size() > 1 && lead(ranked) < LEAD) {
            var top = best(ranked.get(0));
            for (var same : ranked.subList(1, Math.min(ranked.size(), MOST_COMPARED))) {
                if (total(same) >= SERIOUS) {
                    withoutUpper(top, best(same));
                }
            }
            ranked = ranked(shown);
        }
        if (ranked.isEmpty() || total(ranked.get(0)) < LEAST) {
            return List.of();
        }
        var first = lead(ranked) < LEAD ? ofCompeting(ranked) : null;
        var won = first == null ? best(ranked.get(0)) : first;
        double lead = lead(ranked);
        var finding = finding(won);
        if (first != null) {
            finding.doubt(FIRST_OF_SEVERAL, "one of several prices that are seen");
        } else if (lead < LEAD) {
            finding.doubt(0.3, "competes with " + best(ranked.get(1)).words());
        } else {
            finding.doubt(Math.min(1, 0.75 + lead / 12), "read from the visible text");
        }
        // What is named after a reduction and higher than the price beside it is the price before.
        earlier = named.stream()
                .filter(one -> one.isNamed(Names.REDUCTION, 1) && isAbove(one, won))
                .toList();
        Stream.concat(shown.stream().filter(one -> one.list() && isAbove(one, won)), earlier.stream())
                .findFirst()
                .ifPresent(
                        one -> finding.put(OfferField.LIST_PRICE, Value.of(one.words(), Css.path(one.box()), false)));
        return List.of(finding);
    }

    /** Of prices that compete, that which a higher earlier price stands beside, or the first far from all others; or null. */
    private Shown ofCompeting(List<List<Shown>> ranked) {
        double least = total(ranked.get(0)) - LEAD;
        var competing = ranked.stream()
                .filter(same -> total(same) > least)
                .flatMap(List::stream)
                .filter(one -> one.score() > least && region.apart(one.box()) == 0)
                .sorted(Comparator.comparingInt(one -> one.box().start))
                .toList();
        if (competing.isEmpty()) {
            return null;
        }
        var reduced = competing.stream()
                .filter(one -> shown.stream()
                        .anyMatch(other -> other.list() && isAbove(other, one) && !headingBetween(other, one)))
                .toList();
        if (!reduced.isEmpty() && reduced.stream().map(Shown::amount).distinct().count() == 1) {
            return reduced.get(0);
        }
        var first = competing.get(0);
        boolean far = competing.stream()
                .allMatch(one -> one.amount().equals(first.amount())
                        || one.box().start - first.box().end() > FAR);
        int behind = behindHeading(first.box());
        boolean other = !first.isNamed(Names.CURRENT, 2)
                && competing.stream().anyMatch(one -> one.isNamed(Names.CURRENT, 2) && one.isNamed(Names.PRICE, 2));
        boolean told = !other && (first.isNamed(Names.PRICE, 3) || behind < NEAR_HEADING && isBare(first));
        return far && behind > 0 && told ? first : null;
    }

    /** Whether hardly any words stand with the number. */
    private static boolean isBare(Shown one) {
        return one.words().chars().filter(Character::isLetter).count() <= MOST_LETTERS;
    }

    private static boolean isAbove(Shown one, Shown price) {
        return beside(one, price)
                && one.price().amount().compareTo(price.price().amount()) > 0;
    }

    /** Whether the product's name stands between them: then the one before it is another product's. */
    private boolean headingBetween(Shown one, Shown other) {
        return behindHeading(one.box()) > 0 != behindHeading(other.box()) > 0;
    }

    private static List<List<Shown>> ranked(List<Shown> shown) {
        var byAmount = new LinkedHashMap<BigDecimal, List<Shown>>();
        for (var one : shown) {
            if (!one.list()) {
                byAmount.computeIfAbsent(one.amount(), amount -> new ArrayList<>())
                        .add(one);
            }
        }
        return byAmount.values().stream()
                .sorted(Comparator.comparingDouble(VisiblePrices::total).reversed())
                .toList();
    }

    private static double lead(List<List<Shown>> ranked) {
        return ranked.size() == 1 ? 3 : total(ranked.get(0)) - total(ranked.get(1));
    }

    /** Of two prices right beside each other that look different, the upper one is the earlier price. */
    private void withoutUpper(Shown one, Shown other) {
        var upper = one.price().amount().compareTo(other.price().amount()) > 0 ? one : other;
        var lower = upper == one ? other : one;
        boolean reduced = beside(one, other)
                && upper.amount().compareTo(lower.amount().multiply(MOST_REDUCED)) < 0
                && noWordsBetween(one.box(), other.box())
                && !ShownPrices.look(one.box()).equals(ShownPrices.look(other.box()));
        if (reduced) {
            shown = shown.stream()
                    .map(each -> each.amount().equals(upper.amount()) ? each.asList() : each)
                    .toList();
        }
    }

    private boolean noWordsBetween(Box one, Box other) {
        var first = one.start < other.start ? one : other;
        var second = first == one ? other : one;
        var between = first.end() > second.start ? "" : text.between(first.end(), second.start);
        return between.chars().noneMatch(Character::isLetter);
    }

    private Finding finding(Shown shown) {
        return new Finding(METHOD).put(OfferField.PRICE, Value.of(shown.words(), Css.path(shown.box()), false));
    }

    private static Shown best(List<Shown> same) {
        return same.stream().max(Comparator.comparingDouble(Shown::score)).orElseThrow();
    }

    private static double total(List<Shown> same) {
        return best(same).score() + 0.3 * Math.min(3, same.size() - 1);
    }

    private static boolean beside(Shown one, Shown other) {
        return Math.abs(one.box().start - other.box().start) < BESIDE;
    }

    private List<Shown> scored(List<Shown> found) {
        var scored = new ArrayList<Shown>();
        boolean first = true;
        for (var one : found) {
            double score = score(one);
            boolean candidate = !one.list() && region.apart(one.box()) == 0 && behindHeading(one.box()) > 0;
            scored.add(one.scored(score + (first && candidate ? FIRST : 0)));
            first &= !candidate;
        }
        return scored;
    }

    private double score(Shown one) {
        var box = one.box();
        double score = one.isNamed(Names.PRICE, 3) ? 2 : 0;
        score += one.isNamed(Names.PRICE, 3) && one.isNamed(Names.CURRENT, 2) ? 0.5 : 0;
        score -= Math.min(2, region.apart(box)) * 2;
        score -= box.linked ? 2 : 0;
        score += byHeading(box) + byButton(box);
        score += described.contains(one.price().amount()) ? 1 : 0;
        boolean strong = Set.of("strong", "b", "h2", "h3").contains(box.tag());
        return score + (strong ? 0.5 : 0);
    }

    private int behindHeading(Box box) {
        return page.h1() == null || !page.h1().seen ? 0 : box.start - page.h1().end();
    }

    private double byHeading(Box box) {
        if (page.h1() == null || !page.h1().seen) {
            return 0;
        }
        int behind = behindHeading(box);
        if (behind <= 0) {
            boolean inside = box.start >= page.h1().start;
            return inside ? 2.5 : box.start > page.h1().start - 60 ? 2 : behind > -300 ? 0.5 : -1;
        }
        return behind < 600 ? 2 : behind < 2000 ? 1 : behind < 5000 ? 0 : -1;
    }

    private double byButton(Box box) {
        int nearest = buttons.buying().stream()
                .mapToInt(button -> Math.abs(button.start - box.start))
                .min()
                .orElse(Integer.MAX_VALUE);
        return nearest < 400 ? 1.5 : nearest < 1500 ? 0.5 : 0;
    }
}
