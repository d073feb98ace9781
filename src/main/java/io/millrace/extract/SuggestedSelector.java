package io.millrace.extract;

import io.millrace.dataset.PageSelector;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds a selector for a price that somebody sees on a page: one that names what the element is, not where it stands. */
public final class SuggestedSelector {
    private static final int LONGEST = 60;
    private static final int MOST = 200;
    /** Attributes in which shops state a price for machines. */
    private static final List<String> ATTRIBUTES =
            List.of("content", "data-price", "data-price-amount", "data-product-price", "value");

    private final Document document;
    private final BigDecimal wanted;

    private SuggestedSelector(Document document, BigDecimal wanted) {
        this.document = document;
        this.wanted = wanted;
    }

    /**
     * The most robust selector whose first match holds the price, as {@code select: {price: …}} takes it; empty where the
     * page shows no such price, or no element of it can be told by its names.
     *
     * @param price as the page shows it, or as plain digits
     * @throws IllegalArgumentException if that is no price
     */
    public static Optional<String> of(Page page, String price) {
        var wanted = PriceParser.parse(price, PriceHints.NONE)
                .orElseThrow(() -> new IllegalArgumentException("\"" + price + "\" is no price"));
        var html = PageBytes.of(page.body(), PageCharset.of(page)).all();
        var document = Jsoup.parse(html, page.url() == null ? "" : page.url());
        return new SuggestedSelector(document, wanted.amount()).find();
    }

    private Optional<String> find() {
        var found = new ArrayList<String>();
        for (var element : document.body().getAllElements()) {
            if (found.size() < MOST) {
                selectors(element).forEach(found::add);
            }
        }
        document.head().select("meta[content]").stream()
                .flatMap(this::selectors)
                .forEach(found::add);
        // One that matches nothing else comes first, then the shortest.
        return found.stream()
                .distinct()
                .min(Comparator.<String>comparingInt(
                                written -> document.select(css(written)).size())
                        .thenComparingInt(String::length));
    }

    private Stream<String> selectors(Element element) {
        var ways = new ArrayList<String>();
        if (element.text().length() <= LONGEST && isWanted(element.text())) {
            ways.add("");
        }
        for (var attribute : ATTRIBUTES) {
            if (element.hasAttr(attribute) && isWanted(element.attr(attribute))) {
                ways.add("@" + attribute);
            }
        }
        return ways.stream()
                .flatMap(way -> names(element).map(name -> name + way))
                .filter(written -> finds(element, written));
    }

    private boolean isWanted(String text) {
        return PriceParser.parse(text, PriceHints.NONE)
                .filter(price -> price.amount().compareTo(wanted) == 0)
                .isPresent();
    }

    private boolean finds(Element element, String written) {
        return document.selectFirst(css(written)) == element;
    }

    private static String css(String written) {
        return PageSelector.of(written).css();
    }

    /** What an element can be called by, alone and inside of the one around it. */
    private static Stream<String> names(Element element) {
        var own = own(element);
        var parent = element.parent();
        return parent == null
                ? own.stream()
                : Stream.concat(
                        own.stream(),
                        own(parent).stream().flatMap(outer -> own.stream().map(name -> outer + " " + name)));
    }

    private static List<String> own(Element element) {
        var names = new ArrayList<String>();
        var tag = element.normalName();
        for (var attribute : List.of("itemprop", "property", "data-testid", "data-hook")) {
            if (isSteady(element.attr(attribute))) {
                names.add(tag + "[" + attribute + "=\"" + element.attr(attribute) + "\"]");
            }
        }
        if (isSteady(element.id())) {
            names.add("#" + element.id());
        }
        element.classNames().stream().filter(SuggestedSelector::isSteady).forEach(kind -> names.add(tag + "." + kind));
        return names;
    }

    /** Names with digits or humps in a row are made by machines anew with each release. */
    private static boolean isSteady(String name) {
        return !name.isEmpty()
                && name.length() <= 40
                && name.matches("[a-zA-Z][a-zA-Z_:-]*")
                && !name.matches(".*(__|--|_)[a-zA-Z]*[A-Z][a-z]*[A-Z].*");
    }
}
