package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.OfferField;
import io.millrace.price.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an object of a data island says of a product beside its price. */
final class IslandFields {
    private static final Set<String> NAMES =
            Set.of("name", "title", "productname", "producttitle", "itemname", "contentname", "displayname");
    private static final Set<String> NUMBERS = Set.of(
            "sku",
            "productsku",
            "itemsku",
            "articlenumber",
            "articleno",
            "partnumber",
            "skuid",
            "itemnumber",
            "productcode");
    private static final Set<String> IDS = Set.of(
            "id",
            "productid",
            "itemid",
            "contentids",
            "contentid",
            "variantid",
            "variationid",
            "code",
            "asin",
            "pid",
            "masterid",
            "adid",
            "listingid",
            "articleid",
            "productids");
    private static final Set<String> BRANDS =
            Set.of("brand", "brandname", "productbrand", "itembrand", "manufacturer", "vendor", "manufacturername");
    private static final Set<String> GTINS = Set.of(
            "gtin",
            "gtin13",
            "gtin14",
            "gtin12",
            "gtin8",
            "ean",
            "ean13",
            "eancode",
            "barcode",
            "isbn",
            "upc",
            "productean",
            "productgtin");
    private static final Set<String> ADDRESSES = Set.of(
            "url",
            "producturl",
            "canonicalurl",
            "canonical",
            "link",
            "permalink",
            "pdpurl",
            "href",
            "handle",
            "slug",
            "urlkey",
            "seourl",
            "urlpath");
    private static final Set<String> IN_STOCK =
            Set.of("instock", "isinstock", "available", "isavailable", "availableforsale", "purchasable", "buyable");
    private static final Set<String> SOLD_OUT = Set.of("soldout", "issoldout", "outofstock", "isoutofstock");
    private static final Set<String> STATES =
            Set.of("availability", "stockstatus", "availabilitystatus", "inventorystatus", "productavailability");
    private static final int LONGEST = 300;

    private IslandFields() {}

    /** Names, numbers and brand as a finding; their places begin with a path. */
    static Finding of(JsonNode object, String path) {
        var finding = new Finding(DataIslands.METHOD);
        object.properties().forEach(property -> {
            var key = IslandKeys.plain(property.getKey());
            var at = path + "." + property.getKey();
            var text = text(property.getValue());
            if (NAMES.contains(key)) {
                finding.put(OfferField.NAME, Value.of(text, at, true));
            } else if (NUMBERS.contains(key)) {
                finding.put(OfferField.SKU, Value.of(text, at, true));
            } else if (BRANDS.contains(key)) {
                finding.put(OfferField.BRAND, Value.of(text, at, true));
            } else if (GTINS.contains(key) && Gtin.isChecked(text)) {
                finding.put(OfferField.GTIN, Value.of(text, at, true));
            } else {
                finding.put(OfferField.AVAILABILITY, availability(key, property.getValue(), at));
            }
        });
        return finding;
    }

    private static Value availability(String key, JsonNode value, String at) {
        if (value.isBoolean() && (IN_STOCK.contains(key) || SOLD_OUT.contains(key))) {
            boolean open = value.booleanValue() == IN_STOCK.contains(key);
            return new Value((open ? Availability.InStock : Availability.OutOfStock).name(), at, true);
        }
        var text = STATES.contains(key) ? text(value) : null;
        return Availability.of(text).isPresent() ? Value.of(text, at, true) : null;
    }

    /** What may stand in a page's address: numbers of the object, as text. */
    static List<String> ids(JsonNode object) {
        return texts(object, IDS, NUMBERS);
    }

    /** Addresses, or the part of one that is the product's. */
    static List<String> addresses(JsonNode object) {
        return texts(object, ADDRESSES, Set.of());
    }

    private static List<String> texts(JsonNode object, Set<String> keys, Set<String> more) {
        var texts = new ArrayList<String>();
        object.properties().forEach(property -> {
            var key = IslandKeys.plain(property.getKey());
            var text = keys.contains(key) || more.contains(key) ? text(property.getValue()) : null;
            if (text != null && !text.isBlank()) {
                texts.add(text.strip());
            }
        });
        return texts;
    }

    /** A text or number; that of an array of one, or the name of an object. */
    private static String text(JsonNode node) {
        var one = node.isArray() && node.size() == 1 ? node.get(0) : node;
        var plain = one.isObject() ? one.path("name") : one;
        if (plain.isNumber()) {
            return plain.decimalValue().toPlainString();
        }
        return plain.isTextual() && plain.textValue().length() <= LONGEST ? plain.textValue() : null;
    }
}
