package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.OfferField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The priced objects of data islands that may be the page's product. Confined to one extraction. */
final class IslandProducts {
    private static final int DEEPEST = 60;
    private static final int MOST_NODES = 200_000;
    private static final int MOST_PRODUCTS = 1_000;

    /** Keys under which there is the product that the page is about. */
    private static final Set<String> PLACES = Set.of(
            "product",
            "productdetail",
            "productdetails",
            "productdata",
            "productinfo",
            "productpage",
            "pdp",
            "detail",
            "currentproduct",
            "selectedproduct",
            "mainproduct",
            "masterproduct",
            "selectedvariant",
            "currentvariant",
            "selectedsku",
            "priceconfig",
            "jsonconfig",
            "spconfig");

    private static final Set<String> NO_VIEWS = Set.of(
            "list",
            "cart",
            "basket",
            "purchase",
            "checkout",
            "select",
            "impression",
            "click",
            "remove",
            "add",
            "promotion");

    /**
     * Where the walk stands.
     *
     * @param inPlace whether only the page's product stands here
     * @param view whether a plain "value" is a price
     * @param variant whether the objects here are variants of the product around
     * @param sameness of the product around
     * @param product what the product around says of itself
     * @param minor whether whole numbers are hundredths
     */
    private record Around(
            Island island,
            boolean inPlace,
            boolean view,
            boolean variant,
            IslandSameness sameness,
            Finding product,
            boolean minor,
            String currency) {
        Around in(boolean place) {
            return new Around(island, place, view, variant, sameness, product, minor, currency);
        }
    }

    private final IslandKeys keys = new IslandKeys();
    private final IslandPrices prices;
    private final IslandMatch match;
    private final SeenAmounts seen;
    private final List<IslandProduct> products = new ArrayList<>();
    private int nodes;

    private IslandProducts(PageContext page, SeenAmounts seen) {
        this.prices = new IslandPrices(page, keys);
        this.match = new IslandMatch(page);
        this.seen = seen;
    }

    /** Those of which anything says that they are the page's. */
    static List<IslandProduct> of(PageContext page, SeenAmounts seen, List<Island> islands) {
        var found = new IslandProducts(page, seen);
        for (var island : islands) {
            boolean view = island.tellsOfView();
            var around = new Around(
                    island,
                    view || island.isProduct(),
                    view,
                    island.name().contains("variation"),
                    IslandSameness.none,
                    null,
                    false,
                    null);
            found.walk(island.root(), "$", 0, around);
        }
        return found.products;
    }

    private void walk(JsonNode node, String path, int depth, Around around) {
        if (depth > DEEPEST || nodes++ > MOST_NODES || products.size() >= MOST_PRODUCTS) {
            return;
        }
        if (node.isArray()) {
            boolean one = node.size() == 1;
            for (int i = 0; i < node.size(); i++) {
                var child = node.get(i);
                if (child.isContainerNode()) {
                    walk(child, path + "[" + i + "]", depth + 1, around.in(around.inPlace && (one || around.variant)));
                }
            }
        } else if (node.isObject() && !tellsOfOthers(node)) {
            object(node, path, depth, around);
        }
    }

    /** Whether what is told to an analytics service is about a list, a cart or an order. */
    private static boolean tellsOfOthers(JsonNode node) {
        var event = node.path("event").asText("").toLowerCase(Locale.ROOT);
        return NO_VIEWS.stream().anyMatch(event::contains);
    }

    private void object(JsonNode node, String path, int depth, Around around) {
        var event = node.path("event").asText("").toLowerCase(Locale.ROOT).replace("_", "");
        boolean view = event.contains("viewitem")
                || event.contains("viewproduct")
                || event.contains("productview")
                || event.endsWith("detail")
                || event.contains("viewcontent");
        boolean inPlace = around.inPlace || view;
        var stated = prices.currency(node);
        var currency = stated == null ? around.currency : stated;
        boolean minor = around.minor || IslandPrices.isInHundredths(node);
        var here = new Around(
                around.island, inPlace, around.view, around.variant, IslandSameness.none, null, minor, currency);
        if (around.view || mayBePriced(node)) {
            here = described(node, path, here, around);
        }
        for (var property : node.properties()) {
            int kinds = keys.of(property.getKey());
            var child = property.getValue();
            if (!child.isContainerNode()
                    || (kinds & IslandKeys.ELSEWHERE) != 0
                    || property.getKey().equals("add")) {
                continue;
            }
            // Variants may be a list, or an object with their numbers as keys.
            boolean variants = (kinds & IslandKeys.VARIANTS) != 0
                    || around.variant && property.getKey().chars().allMatch(Character::isDigit);
            boolean place = inPlace || PLACES.contains(IslandKeys.plain(property.getKey()));
            walk(
                    child,
                    path + "." + property.getKey(),
                    depth + 1,
                    new Around(around.island, place, false, variants, here.sameness, here.product, minor, currency));
        }
    }

    /** Adds an object that may be the page's product; gives what it says of itself along. */
    private Around described(JsonNode node, String path, Around here, Around around) {
        var said = IslandFields.of(node, around.island.place() + " " + path);
        var own = match.of(node, said, here.inPlace, around.variant);
        var sameness = around.variant && own.compareTo(around.sameness) < 0 ? around.sameness : own;
        if (around.variant && around.product != null) {
            said.put(OfferField.NAME, around.product.value(OfferField.NAME))
                    .put(OfferField.BRAND, around.product.value(OfferField.BRAND));
        }
        var described = new Around(
                around.island, here.inPlace, here.view, here.variant, sameness, said, here.minor, here.currency);
        if (sameness != IslandSameness.none) {
            product(node, path, described, said);
        }
        return described;
    }

    /** Whether it, or variants of it, may have a price. */
    private boolean mayBePriced(JsonNode node) {
        for (var property : node.properties()) {
            if ((keys.of(property.getKey()) & (IslandKeys.PRICE | IslandKeys.OFFER | IslandKeys.VARIANTS)) != 0) {
                return true;
            }
        }
        return false;
    }

    private void product(JsonNode node, String path, Around around, Finding said) {
        var stated = prices.of(node, path, around.view, around.minor);
        boolean identified = said.has(OfferField.NAME)
                || said.has(OfferField.SKU)
                || !IslandFields.ids(node).isEmpty();
        if (!stated.isEmpty() && (identified || around.variant || around.view)) {
            var inUnits = stated.stream().map(price -> price.inUnits(seen)).toList();
            products.add(new IslandProduct(
                    around.island.place(), said, inUnits, around.sameness, around.variant, around.currency));
        }
    }
}
