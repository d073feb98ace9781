package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jsoup.parser.Parser;

/**
 * One product of JSON-LD with its offers and variants.
 *
 * @param resolve follows a reference by {@code @id}
 * @param path where the node stands
 */
record JsonLdProduct(PageContext page, UnaryOperator<JsonNode> resolve, JsonNode node, String path) {
    private static final List<String> GTINS =
            List.of("gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn", "ean", "barcode");
    private static final List<String> USED = List.of("usedcondition", "refurbished", "damaged", "used");
    private static final int MOST_OFFERS = 500;

    /** The product, once for each of its variants where it has such. */
    List<Finding> findings() {
        var variants = list(node.path("hasVariant"));
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < variants.size(); i++) {
            var variant = variants.get(i);
            if (variant.has("offers")) {
                var at = path + ".hasVariant[" + i + "]";
                findings.add(described(variant, at).putAll(OfferChoice.of(page, offers(variant, at, false))));
            }
        }
        if (!findings.isEmpty()) {
            var group = described(node, path);
            // The group's address is the page's, whichever variant it shows.
            return List.of(OfferChoice.of(page, findings).putAll(group));
        }
        var own = node.has("price") && !node.has("offers")
                ? List.of(new JsonLdOffer(this, node, path).finding())
                : offers(node, path, false);
        var finding = described(node, path);
        return List.of(own.isEmpty() ? finding : withOffer(finding, own));
    }

    /** Where it has several offers, the number of the one chosen says more than the product's. */
    private Finding withOffer(Finding product, List<Finding> offers) {
        var chosen = OfferChoice.of(page, offers);
        if (offers.size() > 1 && chosen.isNamed() && chosen.has(OfferField.SKU)) {
            product.remove(OfferField.SKU);
            product.remove(OfferField.GTIN);
        }
        return product.putAll(chosen);
    }

    private Finding described(JsonNode product, String at) {
        var finding = new Finding(JsonLd.METHOD)
                .url(text(product.path("url")))
                .put(OfferField.NAME, value(product.path("name"), at + ".name"))
                .put(OfferField.SKU, value(product.path("sku"), at + ".sku"))
                .id(value(product.path("productID"), at + ".productID"))
                .model(value(product.path("mpn"), at + ".mpn"))
                .put(OfferField.BRAND, named(product.path("brand"), at + ".brand"))
                .put(OfferField.BRAND, named(product.path("manufacturer"), at + ".manufacturer"));
        if (product.path("itemOffered").isObject()) {
            finding.putAll(described(product.path("itemOffered"), at + ".itemOffered"));
        }
        for (var gtin : GTINS) {
            finding.put(OfferField.GTIN, value(product.path(gtin), at + "." + gtin));
        }
        return finding;
    }

    private List<Finding> offers(JsonNode product, String at, boolean nested) {
        var found = new ArrayList<Finding>();
        var offers = list(product.path("offers"));
        boolean someNew = offers.stream().anyMatch(offer -> !used(offer));
        for (int i = 0; i < offers.size(); i++) {
            var here = at + ".offers" + (offers.size() == 1 ? "" : "[" + i + "]");
            var offer = offers.get(i);
            // Offers hold offers once (AggregateOffer); references could lead round in circles.
            var finding = offer.has("offers") && !nested
                    ? aggregate(offer, here)
                    : new JsonLdOffer(this, offer, here).finding();
            found.add(someNew && used(offer) ? finding.doubt(0.9, "not of a new item") : finding);
        }
        return found;
    }

    /** The lowest price of an AggregateOffer, or the price of that of its offers which the page is about. */
    private Finding aggregate(JsonNode offer, String at) {
        var inner = offers(offer, at, true);
        var whole = new JsonLdOffer(this, offer, at).finding();
        if (inner.isEmpty()) {
            return whole;
        }
        var chosen = OfferChoice.of(page, inner);
        return whole.has(OfferField.PRICE) ? whole.putAll(chosen) : chosen.putAll(whole);
    }

    private static boolean used(JsonNode offer) {
        var condition = text(offer.path("itemCondition"));
        return condition != null && USED.stream().anyMatch(condition.toLowerCase(Locale.ROOT)::contains);
    }

    List<JsonNode> list(JsonNode node) {
        var list = new ArrayList<JsonNode>();
        if (node.isArray()) {
            for (int i = 0; i < node.size() && i < MOST_OFFERS; i++) {
                list.add(resolve.apply(node.get(i)));
            }
        } else if (node.isObject()) {
            list.add(resolve.apply(node));
        }
        return list;
    }

    Value named(JsonNode node, String at) {
        var one = resolve.apply(node.isArray() ? node.path(0) : node);
        return one.isObject() ? value(one.path("name"), at + ".name") : value(one, at);
    }

    static Value value(JsonNode node, String at) {
        return Value.of(text(node), at, true);
    }

    /** The text of a value, of the first in an array, or of {"@value": …}; null otherwise. */
    static String text(JsonNode node) {
        var one = node.isArray() ? node.path(0) : node;
        var plain = one.isObject() ? one.path("@value") : one;
        if (plain.isNumber()) {
            return plain.decimalValue().toPlainString();
        }
        return plain.isTextual() && !plain.asText().isBlank()
                ? Parser.unescapeEntities(plain.asText(), false).strip()
                : null;
    }

    static boolean buyable(Finding finding) {
        return Availability.of(finding.text(OfferField.AVAILABILITY))
                .map(Availability::buyable)
                .orElse(true);
    }
}
