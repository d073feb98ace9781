package io.millrace.extract;

import io.millrace.dataset.OfferField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prices in a page's meta tags: OpenGraph's og:price and product:…, and the labels of shared links. */
final class MetaTags {
    static final String METHOD = "meta";

    /** A sale price stands first: beside it, the plain price is the list price. */
    private static final Map<String, OfferField> FIELDS = Map.ofEntries(
            Map.entry("product:sale_price:amount", OfferField.PRICE),
            Map.entry("og:price:amount", OfferField.PRICE),
            Map.entry("product:price:amount", OfferField.PRICE),
            Map.entry("product:price", OfferField.PRICE),
            Map.entry("og:price", OfferField.PRICE),
            Map.entry("product:original_price:amount", OfferField.LIST_PRICE),
            Map.entry("og:price:standard_amount", OfferField.LIST_PRICE),
            Map.entry("product:sale_price:currency", OfferField.CURRENCY),
            Map.entry("og:price:currency", OfferField.CURRENCY),
            Map.entry("product:price:currency", OfferField.CURRENCY),
            Map.entry("product:availability", OfferField.AVAILABILITY),
            Map.entry("og:availability", OfferField.AVAILABILITY),
            Map.entry("product:retailer_item_id", OfferField.SKU),
            Map.entry("product:productid", OfferField.SKU),
            Map.entry("product:brand", OfferField.BRAND),
            Map.entry("og:brand", OfferField.BRAND),
            Map.entry("product:ean", OfferField.GTIN),
            Map.entry("og:title", OfferField.NAME));

    private static final List<String> PRICE_LABELS =
            List.of("price", "preis", "prix", "precio", "prezzo", "preço", "cena");

    private MetaTags() {}

    /** One finding, or none where the tags state no price and no availability. */
    static List<Finding> find(PageContext page) {
        var finding = new Finding(METHOD);
        var regular = new ArrayList<Value>();
        for (var meta : page.scan().metas()) {
            var name = name(meta);
            var field = FIELDS.get(name);
            if (field == null || name.startsWith("product:sale_price") && amount(meta) == null) {
                continue;
            }
            var value = Value.of(
                    meta.attr("content"),
                    "meta[" + (meta.has("property") ? "property" : "name") + "=\"" + name + "\"]",
                    true);
            if (field == OfferField.PRICE && name.startsWith("product:sale_price")) {
                regular.add(finding.value(OfferField.PRICE));
                finding.remove(OfferField.PRICE);
            } else if (field == OfferField.PRICE) {
                regular.add(value);
            }
            finding.put(field, value);
        }
        var price = finding.text(OfferField.PRICE);
        regular.stream()
                .filter(value -> value != null && price != null && !value.text().equals(price))
                .findFirst()
                .ifPresent(value -> finding.put(OfferField.LIST_PRICE, value));
        if (!finding.has(OfferField.PRICE)) {
            label(page, finding);
        }
        return finding.has(OfferField.PRICE) || finding.has(OfferField.AVAILABILITY) ? List.of(finding) : List.of();
    }

    private static String name(Box meta) {
        var name = meta.has("property") ? meta.attr("property") : meta.attr("name");
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String amount(Box meta) {
        var content = meta.attr("content");
        return content.chars().anyMatch(c -> c >= '1' && c <= '9') ? content : null;
    }

    /** The card of a shared link: label "Price", data "19,99 €". */
    private static void label(PageContext page, Finding finding) {
        for (var number : List.of("1", "2")) {
            var label = content(page, "twitter:label" + number).toLowerCase(Locale.ROOT);
            if (PRICE_LABELS.stream().anyMatch(label::equals)) {
                var data = "twitter:data" + number;
                finding.put(OfferField.PRICE, Value.of(content(page, data), "meta[name=\"" + data + "\"]", false));
            }
        }
    }

    private static String content(PageContext page, String name) {
        return page.scan().metas().stream()
                .filter(meta -> name(meta).equals(name))
                .findFirst()
                .map(meta -> meta.attr("content").strip())
                .orElse("");
    }
}
