package io.millrace.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What tags, classes and ids of an element and of those around it say, in the words that shops everywhere use. */
final class Surroundings {
    private static final int NEAR = 3;

    private static final List<String> PRICE =
            List.of("price", "preis", "prix", "precio", "prezzo", "preco", "cena", "amount");

    private static final Set<String> LIST = Set.of(
            "old",
            "was",
            "list",
            "before",
            "regular",
            "strike",
            "striked",
            "strikethrough",
            "through",
            "rrp",
            "uvp",
            "msrp",
            "compare",
            "original",
            "barre",
            "barred",
            "crossed",
            "previous",
            "full",
            "retail",
            "alt",
            "ancien",
            "anterior");

    private static final Set<String> NO_PRICE = Set.of(
            "shipping",
            "delivery",
            "versand",
            "lieferung",
            "livraison",
            "unit",
            "per",
            "installment",
            "installments",
            "instalment",
            "finance",
            "financing",
            "credit",
            "monthly",
            "month",
            "saving",
            "savings",
            "save",
            "discount",
            "voucher",
            "coupon",
            "points",
            "deposit",
            "tax",
            "range",
            "filter",
            "trade",
            "tradein",
            "used",
            "warranty",
            "insurance",
            "protection",
            "swatch",
            "subscribe",
            "klarna",
            "afterpay",
            "paypal");

    private static final Set<String> ELSEWHERE = Set.of(
            "related",
            "recommend",
            "recommended",
            "recommendation",
            "recommendations",
            "similar",
            "carousel",
            "slider",
            "swiper",
            "upsell",
            "crosssell",
            "cross",
            "accessory",
            "accessories",
            "sponsored",
            "ads",
            "ad",
            "also",
            "bought",
            "together",
            "footer",
            "nav",
            "navigation",
            "menu",
            "minicart",
            "header",
            "review",
            "reviews",
            "comparison",
            "bundle",
            "bundles",
            "recently",
            "viewed",
            "history",
            "suggestions",
            "banner",
            "breadcrumb",
            "breadcrumbs",
            "modal",
            "popup",
            "cookie",
            "teaser",
            "tile",
            "tiles",
            "newsletter",
            "alternatives",
            "variants",
            "accessoires",
            "vergleich",
            "faq");

    private static final Set<String> ELSEWHERE_TAGS =
            Set.of("nav", "footer", "header", "aside", "select", "option", "dialog");

    private final Map<Element, Set<String>> words = new IdentityHashMap<>();
    private final Map<Element, Integer> elsewhere = new IdentityHashMap<>();

    boolean price(Element element) {
        return near(element).stream()
                .anyMatch(step ->
                        names(step).stream().anyMatch(word -> PRICE.stream().anyMatch(word::contains)));
    }

    boolean listPrice(Element element) {
        return near(element).stream()
                .limit(2)
                .anyMatch(step -> names(step).stream().anyMatch(LIST::contains));
    }

    boolean noPrice(Element element) {
        return near(element).stream().anyMatch(step -> names(step).stream().anyMatch(NO_PRICE::contains));
    }

    boolean names(Element element, Set<String> any) {
        return near(element).stream().anyMatch(step -> names(step).stream().anyMatch(any::contains));
    }

    /** How many of the elements around belong to other products or to the site itself. */
    int elsewhere(Element element) {
        var known = elsewhere.get(element);
        if (known != null) {
            return known;
        }
        // From the outermost in, so that each element of a deep page is judged once.
        var path = new ArrayList<Element>();
        for (var step = element; step != null && !elsewhere.containsKey(step); step = step.parent()) {
            path.add(step);
        }
        for (int i = path.size() - 1; i >= 0; i--) {
            var step = path.get(i);
            int outer = step.parent() == null ? 0 : elsewhere.get(step.parent());
            elsewhere.put(step, outer + (isElsewhere(step) ? 1 : 0));
        }
        return elsewhere.get(element);
    }

    private boolean isElsewhere(Element element) {
        if (element.tagName().equals("body") || element.tagName().equals("html")) {
            return false;
        }
        return ELSEWHERE_TAGS.contains(element.tagName())
                || names(element).stream().anyMatch(ELSEWHERE::contains);
    }

    /** Whether it is inside a link to another page. */
    boolean linked(Element element) {
        var link = element.closest("a[href]");
        return link != null
                && !link.attr("href").startsWith("#")
                && !link.attr("href").startsWith("javascript");
    }

    private List<Element> near(Element element) {
        var near = new ArrayList<Element>();
        for (var step = element; step != null && near.size() < NEAR; step = step.parent()) {
            near.add(step);
        }
        return near;
    }

    private Set<String> names(Element element) {
        return words.computeIfAbsent(
                element,
                one -> split(
                        one.id() + " " + one.className() + " " + one.attr("itemprop") + " " + one.attr("data-testid")));
    }

    /** "actionOldPrice" and "price--old" in lower-case words. */
    static Set<String> split(String names) {
        var split = new HashSet<String>();
        var word = new StringBuilder();
        for (int i = 0; i <= names.length(); i++) {
            char c = i < names.length() ? names.charAt(i) : ' ';
            boolean hump = Character.isUpperCase(c) && word.length() > 0 && !Character.isUpperCase(names.charAt(i - 1));
            if (hump || !Character.isLetterOrDigit(c)) {
                if (word.length() > 0) {
                    split.add(word.toString().toLowerCase(Locale.ROOT));
                    word.setLength(0);
                }
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
        }
        return split;
    }
}
