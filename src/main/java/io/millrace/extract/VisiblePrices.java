package io.millrace.extract;

import io.millrace.dataset.OfferField;
import io.millrace.price.Price;
import io.millrace.price.PriceParser;
import io.millrace.price.PriceRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * The price that a reader of the page sees near the product's name and the button to buy it. Where two prices compete
 * it gives none.
 */
final class VisiblePrices {
    static final String METHOD = "visible";

    /** Longer texts are sentences, not prices. */
    private static final int LONGEST = 40;

    /** How much longer the text around a price may be than the price. */
    private static final int GROWTH = 12;

    private static final double LEAST = 3;
    private static final double LEAD = 0.9;

    private final PageContext page;
    private final VisibleText text;
    private final Surroundings around;
    private final int heading;
    private final List<Element> buttons;
    private List<Shown> shown = List.of();

    private VisiblePrices(PageContext page, VisibleText text, Surroundings around, List<Element> buttons) {
        this.page = page;
        this.text = text;
        this.around = around;
        this.buttons = buttons;
        var h1 = page.h1();
        this.heading = h1 == null || !text.seen(h1) ? -1 : text.start(h1) + text.length(h1);
    }

    /** A price with the element that shows it. */
    private record Shown(Element element, String words, Price price, boolean list, double score) {
        BigDecimal amount() {
            return price.amount().stripTrailingZeros();
        }
    }

    static VisiblePrices of(PageContext page, VisibleText text, Surroundings around, List<Element> buttons) {
        var prices = new VisiblePrices(page, text, around, buttons);
        prices.shown = prices.shown();
        return prices;
    }

    /** The amounts that are shown as earlier prices and nowhere as a price to pay. */
    Set<BigDecimal> struck() {
        var struck = new HashSet<BigDecimal>();
        shown.stream().filter(Shown::list).forEach(one -> struck.add(one.amount()));
        shown.stream().filter(one -> !one.list()).forEach(one -> struck.remove(one.amount()));
        return struck;
    }

    /** The price to pay, if it can be told; with doubt where another competes with it. */
    List<Finding> find() {
        var byAmount = new LinkedHashMap<BigDecimal, List<Shown>>();
        for (var one : shown) {
            if (!one.list()) {
                byAmount.computeIfAbsent(one.amount(), amount -> new ArrayList<>())
                        .add(one);
            }
        }
        var ranked = byAmount.values().stream()
                .sorted(Comparator.comparingDouble(VisiblePrices::total).reversed())
                .toList();
        if (ranked.isEmpty() || total(ranked.get(0)) < LEAST) {
            return List.of();
        }
        var won = best(ranked.get(0));
        double lead = ranked.size() == 1 ? 3 : total(ranked.get(0)) - total(ranked.get(1));
        var finding = finding(won);
        if (lead < LEAD) {
            finding.doubt(0.3, "competes with " + best(ranked.get(1)).words());
        } else {
            finding.doubt(Math.min(1, 0.75 + lead / 12), "read from the visible text");
        }
        shown.stream()
                .filter(one -> one.list()
                        && near(one, won)
                        && one.price().amount().compareTo(won.price().amount()) > 0)
                .findFirst()
                .ifPresent(one ->
                        finding.put(OfferField.LIST_PRICE, Value.of(one.words(), Css.path(one.element()), false)));
        return List.of(finding);
    }

    private Finding finding(Shown shown) {
        return new Finding(METHOD).put(OfferField.PRICE, Value.of(shown.words(), Css.path(shown.element()), false));
    }

    private static Shown best(List<Shown> same) {
        return same.stream().max(Comparator.comparingDouble(Shown::score)).orElseThrow();
    }

    private static double total(List<Shown> same) {
        return best(same).score() + 0.3 * Math.min(3, same.size() - 1);
    }

    private boolean near(Shown one, Shown other) {
        return Math.abs(text.start(one.element()) - text.start(other.element())) < 150;
    }

    private List<Shown> shown() {
        var elements = new ArrayList<Element>();
        var prices = new ArrayList<Price>();
        Set<Element> taken = new HashSet<>();
        for (var leaf : text.leaves()) {
            if (text.length(leaf) > LONGEST || text.text(leaf).chars().noneMatch(Character::isDigit)) {
                continue;
            }
            var element = whole(leaf);
            if (element != null && taken.add(element)) {
                elements.add(element);
                prices.add(price(text.text(element)));
            }
        }
        var amounts = amountsByLook(elements, prices);
        var found = new ArrayList<Shown>();
        for (int i = 0; i < elements.size(); i++) {
            var element = elements.get(i);
            var role = role(element);
            if (role == PriceRole.OTHER || role == PriceRole.RATE || around.noPrice(element)) {
                continue;
            }
            boolean list = role == PriceRole.LIST_PRICE || text.struck(element) || around.listPrice(element);
            double score = score(element) - (amounts.get(look(element)).size() > 3 ? 2 : 0);
            found.add(new Shown(element, text.text(element), prices.get(i), list, score));
        }
        return found;
    }

    /** The largest element around a number that holds this one price and hardly anything else; null without a currency. */
    private Element whole(Element leaf) {
        Element whole = null;
        Price price = null;
        int longest = LONGEST;
        for (var step = leaf; step != null && text.seen(step) && text.length(step) <= longest; step = step.parent()) {
            var here = price(text.text(step));
            if (price != null && (here == null || !continues(price.amount(), here.amount()) || another(step, whole))) {
                break;
            }
            if (here != null) {
                longest = price == null ? Math.min(LONGEST, text.length(step) + GROWTH) : longest;
                whole = step;
                price = here;
            }
        }
        return whole;
    }

    /** Whether an element around a price holds a second one, or strikes out less than all of it. */
    private boolean another(Element step, Element whole) {
        var all = text.text(step);
        var own = text.text(whole);
        int at = all.indexOf(own);
        return text.struck(step) != text.struck(whole)
                || at >= 0 && (price(all.substring(0, at)) != null || price(all.substring(at + own.length())) != null);
    }

    /** Whether a larger element shows the same amount, or the same with its cents. */
    private static boolean continues(BigDecimal amount, BigDecimal larger) {
        return amount.compareTo(larger) == 0
                || amount.scale() <= 0 && amount.toBigInteger().equals(larger.toBigInteger());
    }

    private Price price(String words) {
        return PriceParser.parse(words, page.priceHints(page.hints().currency(), false))
                .filter(price -> price.symbol() != null && price.amount().signum() > 0)
                .orElse(null);
    }

    private PriceRole role(Element element) {
        var before = text.before(element, 40);
        int from = before.length();
        while (from > 0 && !Character.isDigit(before.charAt(from - 1))) {
            from--;
        }
        return PriceRole.of(before.substring(from) + " " + leading(text.text(element)), text.behind(element, 20));
    }

    /** The words of an element up to its number. */
    private static String leading(String words) {
        int i = 0;
        while (i < words.length() && !Character.isDigit(words.charAt(i))) {
            i++;
        }
        return words.substring(0, i);
    }

    /** Different amounts that look alike are a list of products, or of variants. */
    private Map<String, Set<BigDecimal>> amountsByLook(List<Element> elements, List<Price> prices) {
        var amounts = new HashMap<String, Set<BigDecimal>>();
        for (int i = 0; i < elements.size(); i++) {
            amounts.computeIfAbsent(look(elements.get(i)), look -> new HashSet<>())
                    .add(prices.get(i).amount().stripTrailingZeros());
        }
        return amounts;
    }

    private static String look(Element element) {
        var parent = element.parent();
        return element.tagName() + "." + element.className() + "<"
                + (parent == null ? "" : parent.tagName() + "." + parent.className());
    }

    private double score(Element element) {
        double score = around.price(element) ? 2 : 0;
        score -= Math.min(2, around.elsewhere(element)) * 2;
        score -= around.linked(element) ? 2 : 0;
        int start = text.start(element);
        if (heading >= 0) {
            int behind = start - heading;
            score += behind < -300
                    ? -1
                    : behind < 0 ? 0.5 : behind < 600 ? 2 : behind < 2000 ? 1 : behind < 5000 ? 0 : -1;
        }
        int button = buttons.stream()
                .mapToInt(one -> Math.abs(text.start(one) - start))
                .min()
                .orElse(Integer.MAX_VALUE);
        score += button < 400 ? 1.5 : button < 1500 ? 0.5 : 0;
        boolean strong = Set.of("strong", "b", "h2", "h3").contains(element.tagName());
        return score + (strong ? 0.5 : 0);
    }
}
