package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Products and offers in HTML microdata (itemscope, itemtype, itemprop) and RDFa Lite (typeof, property), by schema.org. */
final class Microdata {
    static final String METHOD = "microdata";

    private static final Set<String> PRODUCTS =
            Set.of("product", "individualproduct", "productmodel", "productgroup", "vehicle", "car", "book");
    private static final Set<String> UNTIL = Set.of("pricevaliduntil", "validthrough");
    private static final Set<String> OFFERS = Set.of("offer", "aggregateoffer");

    private static final Map<String, OfferField> FIELDS = Map.ofEntries(
            Map.entry("price", OfferField.PRICE),
            Map.entry("lowprice", OfferField.PRICE),
            Map.entry("pricecurrency", OfferField.CURRENCY),
            Map.entry("availability", OfferField.AVAILABILITY),
            Map.entry("name", OfferField.NAME),
            Map.entry("sku", OfferField.SKU),
            Map.entry("brand", OfferField.BRAND),
            Map.entry("gtin13", OfferField.GTIN),
            Map.entry("gtin", OfferField.GTIN),
            Map.entry("gtin14", OfferField.GTIN),
            Map.entry("gtin12", OfferField.GTIN),
            Map.entry("gtin8", OfferField.GTIN),
            Map.entry("isbn", OfferField.GTIN),
            Map.entry("seller", OfferField.SELLER));

    private final PageContext page;
    private final Map<Box, Finding> products = new HashMap<>();

    private final Map<Box, List<Finding>> offers = new HashMap<>();
    private final Map<Box, Finding> scopes = new HashMap<>();
    private final List<Box> order = new ArrayList<>();
    /** Offers of no product: they are the page's. */
    private final List<Finding> lone = new ArrayList<>();
    /** What stands outside of any scope. */
    private final Finding loose = new Finding(METHOD).doubt(0.8, "outside of any itemscope");

    private Microdata(PageContext page) {
        this.page = page;
    }

    /** One finding for each product of the page, in their order. */
    static List<Finding> find(PageContext page) {
        return new Microdata(page).find();
    }

    private List<Finding> find() {
        for (var element : page.scan().marked()) {
            if (isScope(element)) {
                open(element);
            }
            if (!property(element).isEmpty()) {
                read(element);
            }
        }
        var findings = new ArrayList<Finding>();
        for (var scope : order) {
            var product = products.get(scope);
            var own = offers.getOrDefault(scope, List.of()).stream()
                    .filter(offer -> offer.has(OfferField.PRICE) || offer.has(OfferField.AVAILABILITY))
                    .toList();
            findings.add(own.isEmpty() ? product : product.putAll(OfferChoice.of(page, own)));
        }
        if (!lone.isEmpty()) {
            findings.add(OfferChoice.of(page, lone));
        }
        if (loose.has(OfferField.PRICE)) {
            findings.add(loose);
        }
        return findings;
    }

    private void open(Box element) {
        var type = type(element);
        if (PRODUCTS.contains(type)) {
            var finding = new Finding(METHOD);
            if (enclosing(element, PRODUCTS) != null) {
                finding.doubt(0.4, "listed inside another product");
            }
            products.put(element, finding);
            scopes.put(element, finding);
            order.add(element);
        } else if (OFFERS.contains(type)) {
            var finding = new Finding(METHOD);
            scopes.put(element, finding);
            var product = enclosing(element, PRODUCTS);
            if (product == null) {
                lone.add(finding);
            } else {
                offers.computeIfAbsent(product, scope -> new ArrayList<>()).add(finding);
            }
        }
    }

    private void read(Box element) {
        var scope = element.parent == null ? null : scope(element.parent);
        var finding = scope == null ? loose : scopes.get(scope);
        for (var name : property(element).split("\\s+")) {
            var property = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
            var field = FIELDS.get(property);
            if (finding == null) {
                if (property.equals("name")) {
                    nested(element, scope);
                }
            } else if (property.equals("url")) {
                finding.url(text(element));
            } else if (property.equals("productid")) {
                finding.id(value(element));
            } else if (UNTIL.contains(property)) {
                var fault = ValidDates.of(null, text(element)).fault(page.fetchedAt());
                if (fault != null) {
                    finding.doubt(JsonLdOffer.OUTDATED, fault);
                }
            } else if (field != null && !isScope(element)) {
                finding.put(
                        field == OfferField.PRICE && struck(element) ? OfferField.LIST_PRICE : field, value(element));
            }
        }
    }

    /** The name of a brand or seller that is a thing of its own. */
    private void nested(Box element, Box scope) {
        var property = property(scope);
        var outer = scope.parent == null ? null : scope(scope.parent);
        var finding = outer == null ? null : scopes.get(outer);
        if (finding != null && (property.equals("brand") || property.equals("manufacturer"))) {
            finding.put(OfferField.BRAND, value(element));
        } else if (finding != null && property.equals("seller")) {
            finding.put(OfferField.SELLER, value(element));
        }
    }

    private static boolean struck(Box element) {
        return element.struck;
    }

    /** The nearest scope; a price specification is part of its offer. */
    private static Box scope(Box from) {
        var element = from;
        while (element != null && (!isScope(element) || type(element).endsWith("pricespecification"))) {
            element = element.parent;
        }
        return element;
    }

    private static Box enclosing(Box element, Set<String> types) {
        var outer = element.parent;
        while (outer != null && !(isScope(outer) && types.contains(type(outer)))) {
            outer = outer.parent;
        }
        return outer;
    }

    /** Of microdata, or of RDFa Lite. */
    private static boolean isScope(Box element) {
        return element.has("itemscope") || element.has("typeof");
    }

    /** Of microdata, or of RDFa Lite, whose names are the same; in lower case. */
    private static String property(Box element) {
        var property = element.attr("itemprop");
        return (property.isEmpty() ? element.attr("property") : property)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String type(Box element) {
        var written = element.has("itemscope") ? element.attr("itemtype") : element.attr("typeof");
        var type = written.strip().toLowerCase(Locale.ROOT);
        int space = type.indexOf(' ');
        var first = space < 0 ? type : type.substring(0, space);
        return first.substring(
                Math.max(Math.max(first.lastIndexOf('/'), first.lastIndexOf('#')), first.lastIndexOf(':')) + 1);
    }

    private Value value(Box element) {
        boolean machine = element.has("content") && !element.attr("content").isBlank();
        return Value.of(text(element), Css.path(element), machine);
    }

    private String text(Box element) {
        if (!element.attr("content").isBlank()) {
            return element.attr("content");
        }
        return switch (element.tag()) {
            case "link" -> element.attr("href");
            case "a" ->
                property(element).contains("url")
                        ? element.attr("href")
                        : page.scan().words(element);
            case "input", "data", "meter" -> element.attr("value");
            default -> page.scan().words(element);
        };
    }
}
