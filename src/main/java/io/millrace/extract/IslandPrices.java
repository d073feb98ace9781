package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.price.PriceParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the prices of one object of a data island. Confined to one extraction. */
final class IslandPrices {
    private static final int DEEPEST = 4;
    private static final int LONGEST = 40;
    private static final int MOST = 60;
    private static final int MEANT =
            IslandKeys.PRICE | IslandKeys.LIST | IslandKeys.NOW | IslandKeys.AMOUNT | IslandKeys.BOUND;

    private final PageContext page;
    private final IslandKeys keys;

    IslandPrices(PageContext page, IslandKeys keys) {
        this.page = page;
        this.keys = keys;
    }

    /**
     * The prices that an object states of itself; not those of what it lists.
     *
     * @param view whether a plain "value" is its price, as in what analytics services are told
     * @param minor whether its whole numbers are hundredths
     */
    List<IslandPrice> of(JsonNode object, String path, boolean view, boolean minor) {
        var prices = new ArrayList<IslandPrice>();
        for (var property : object.properties()) {
            var key = property.getKey();
            int kinds = keys.of(key);
            boolean bound =
                    (kinds & IslandKeys.BOUND) != 0 && !property.getValue().isObject();
            boolean price = (kinds & IslandKeys.PRICE) != 0 && !bound || view && key.equals("value");
            boolean offer =
                    (kinds & IslandKeys.OFFER) != 0 && property.getValue().isObject();
            if ((price || offer) && (kinds & IslandKeys.OTHER) == 0) {
                add(prices, property.getValue(), path + "." + key, kinds, minor, 0);
            }
        }
        return prices;
    }

    /** Whether an object has a shape of shop software that writes all its prices in hundredths. */
    static boolean isInHundredths(JsonNode object) {
        boolean liquid = object.has("price_varies")
                || object.has("compare_at_price") && (object.has("price_min") || object.has("featured_image"));
        return liquid || object.path("gid").asText().startsWith("gid://shopify/");
    }

    private void add(List<IslandPrice> prices, JsonNode value, String path, int kinds, boolean minor, int depth) {
        if (depth > DEEPEST || prices.size() >= MOST) {
            return;
        }
        if (value.isArray()) {
            if (value.size() == 1) {
                add(prices, value.get(0), path + "[0]", kinds, minor, depth + 1);
            }
            return;
        }
        if (!value.isObject()) {
            price(prices, value, path, kinds, minor, null);
            return;
        }
        var currency = currency(value);
        var cents = value.path("centAmount");
        if (cents.isNumber() && value.path("fractionDigits").asInt(2) == 2) {
            price(prices, cents, path + ".centAmount", kinds, true, currency);
            return;
        }
        for (var property : value.properties()) {
            int own = keys.of(property.getKey());
            var child = property.getValue();
            boolean meant = (own & MEANT) != 0 || child.isObject() && (own & IslandKeys.OFFER) != 0;
            if (!meant || (own & IslandKeys.OTHER) != 0 || property.getKey().equals("centAmount")) {
                continue;
            }
            var at = path + "." + property.getKey();
            if (child.isValueNode()) {
                price(prices, child, at, kinds | own, minor, currency);
            } else {
                add(prices, child, at, kinds | own, minor, depth + 1);
            }
        }
    }

    private void price(
            List<IslandPrice> prices, JsonNode value, String path, int kinds, boolean minor, String currency) {
        var text = value.isNumber() ? value.decimalValue().toPlainString() : value.isTextual() ? value.textValue() : "";
        if (text.isBlank() || text.length() > LONGEST) {
            return;
        }
        var amount = amount(text.strip(), currency);
        if (amount != null && amount.signum() > 0) {
            boolean hundredths = minor && value.isNumber() && amount.scale() <= 0;
            prices.add(new IslandPrice(amount, kinds, hundredths, text.strip(), path, currency));
        }
    }

    private BigDecimal amount(String text, String currency) {
        return PriceParser.parse(text, page.priceHints(currency, text.indexOf(',') < 0))
                .map(found -> found.amount())
                .orElse(null);
    }

    /** The code or sign of a currency that an object states, or null. */
    String currency(JsonNode object) {
        for (var property : object.properties()) {
            if ((keys.of(property.getKey()) & IslandKeys.CURRENCY) != 0) {
                var value = property.getValue();
                var one = value.isArray() && value.size() == 1 ? value.get(0) : value;
                var text = one.isObject()
                        ? currencyOf(one)
                        : one.isTextual() ? one.textValue().strip() : null;
                if (text != null && !text.isEmpty() && text.length() <= 4) {
                    return text;
                }
            }
        }
        return null;
    }

    private static String currencyOf(JsonNode currency) {
        for (var key : List.of("code", "iso", "isoCode", "iso_code", "iso_4217", "currencyCode")) {
            if (currency.path(key).isTextual()) {
                return currency.path(key).textValue().strip();
            }
        }
        return null;
    }
}
