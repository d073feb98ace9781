package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.OfferField;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One offer of JSON-LD: its own price, or that of its {@code priceSpecification}s which holds now.
 *
 * @param path where the offer stands
 */
record JsonLdOffer(JsonLdProduct product, JsonNode offer, String path) {
    /** What is left of the trust in a price that no longer holds: shops forget to renew the date. */
    static final double OUTDATED = 0.9;

    Finding finding() {
        var finding = new Finding(JsonLd.METHOD).url(JsonLdProduct.text(offer.path("url")));
        put(finding, OfferField.PRICE, offer, "price", path);
        put(finding, OfferField.PRICE, offer, "lowPrice", path);
        if (finding.has(OfferField.PRICE)) {
            doubt(finding, offer);
        }
        put(finding, OfferField.CURRENCY, offer, "priceCurrency", path);
        put(finding, OfferField.AVAILABILITY, offer, "availability", path);
        put(finding, OfferField.SKU, offer, "sku", path);
        finding.put(OfferField.SELLER, product.named(offer.path("seller"), path + ".seller"))
                .put(OfferField.SELLER, product.named(offer.path("offeredBy"), path + ".offeredBy"));
        var specifications = product.list(offer.path("priceSpecification"));
        IntStream.range(0, specifications.size())
                .boxed()
                // Those that hold come first.
                .sorted(Comparator.comparing(n -> fault(specifications.get(n)) != null))
                .forEach(n -> specified(
                        finding,
                        specifications.get(n),
                        path + ".priceSpecification" + (specifications.size() == 1 ? "" : "[" + n + "]")));
        var types = JsonLd.types(offer);
        if (types.contains("demand") || types.contains("offershippingdetails")) {
            finding.remove(OfferField.PRICE);
        }
        return finding;
    }

    /** A price of its own, or the list price beside it; prices for members, units and deliveries are neither. */
    private void specified(Finding finding, JsonNode specification, String at) {
        var types = JsonLd.types(specification);
        if (types.contains("deliverychargespecification")
                || types.contains("paymentchargespecification")
                || specification.has("validForMemberTier")
                || specification.has("membershipPointsEarned")) {
            return;
        }
        var type = String.valueOf(JsonLdProduct.text(specification.path("priceType")));
        boolean list = type.contains("ListPrice") || type.contains("Strikethrough") || type.contains("SRP");
        boolean unit = specification.has("referenceQuantity") && !list;
        var price = JsonLdProduct.text(specification.path("price"));
        if (unit || price == null && JsonLdProduct.text(specification.path("minPrice")) == null) {
            return;
        }
        put(finding, OfferField.CURRENCY, specification, "priceCurrency", at);
        if (list) {
            put(finding, OfferField.LIST_PRICE, specification, "price", at);
        } else if (!finding.has(OfferField.PRICE)) {
            put(finding, OfferField.PRICE, specification, "price", at);
            put(finding, OfferField.PRICE, specification, "minPrice", at);
            doubt(finding, specification);
        }
    }

    private static void put(Finding finding, OfferField field, JsonNode node, String key, String at) {
        finding.put(field, JsonLdProduct.value(node.path(key), at + "." + key));
    }

    private void doubt(Finding finding, JsonNode priced) {
        var fault = fault(priced);
        if (fault != null) {
            finding.doubt(OUTDATED, fault);
        }
    }

    /** Why a price does not hold when the page was fetched; null where it does. */
    private String fault(JsonNode priced) {
        var through = JsonLdProduct.text(priced.path("validThrough"));
        return ValidDates.of(
                        JsonLdProduct.text(priced.path("validFrom")),
                        through == null ? JsonLdProduct.text(priced.path("priceValidUntil")) : through)
                .fault(product.page().fetchedAt());
    }
}
