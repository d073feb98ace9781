package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Products and offers in JSON-LD blocks, by schema.org's Product, ProductGroup, Offer and AggregateOffer. */
final class JsonLd {
    static final String METHOD = "json-ld";

    /** Deeper nesting is no product data. */
    private static final int DEEPEST = 40;

    private static final int MOST_NODES = 100_000;

    private static final Set<String> PRODUCTS = Set.of(
            "product", "productgroup", "individualproduct", "productmodel", "someproducts", "vehicle", "car", "book");

    private static final Set<String> NEVER = Set.of(
            "organization",
            "website",
            "webpage",
            "onlinestore",
            "store",
            "localbusiness",
            "offercatalog",
            "service",
            "person",
            "breadcrumblist",
            "searchaction",
            "itemlist");

    /** Properties that lead to other products. */
    private static final Set<String> RELATED = Set.of(
            "isrelatedto",
            "issimilarto",
            "isaccessoryorsparepartfor",
            "isconsumablefor",
            "itemlistelement",
            "hasoffercatalog",
            "makesoffer",
            "review",
            "reviews",
            "itemreviewed",
            "mentions",
            "addon");

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final PageContext page;
    private int nodes;

    private JsonLd(PageContext page) {
        this.page = page;
    }

    /** One finding for each product of the page, in their order; those of other products are doubted. */
    static List<Finding> find(PageContext page) {
        var blocks = new ArrayList<JsonNode>();
        for (var script : page.scan().scripts()) {
            if (script.tag().contains("ld+json") || script.tag().contains("application/ld&#")) {
                blocks.addAll(LooseJson.read(page.bytes().decoded(script.from(), script.to())));
            }
        }
        var found = new JsonLd(page);
        blocks.forEach(block -> found.index(block, 0));
        for (int i = 0; i < blocks.size(); i++) {
            found.walk(blocks.get(i), "$" + (blocks.size() == 1 ? "" : "[" + i + "]"), 0, false);
        }
        return found.findings;
    }

    private void index(JsonNode node, int depth) {
        if (depth > DEEPEST || nodes++ > MOST_NODES) {
            return;
        }
        if (node.isObject() && node.size() > 1 && node.path("@id").isTextual()) {
            byId.merge(node.get("@id").asText(), node, (one, other) -> one.size() >= other.size() ? one : other);
        }
        node.forEach(child -> index(child, depth + 1));
    }

    private void walk(JsonNode node, String path, int depth, boolean related) {
        if (depth > DEEPEST || nodes++ > 2 * MOST_NODES) {
            return;
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), path + "[" + i + "]", depth + 1, related);
            }
            return;
        }
        if (!node.isObject()) {
            return;
        }
        boolean product = product(node);
        if (product) {
            var before = findings.size();
            findings.addAll(new JsonLdProduct(page, this::resolve, node, path).findings());
            if (related) {
                findings.subList(before, findings.size())
                        .forEach(finding -> finding.doubt(0.4, "listed as another product"));
            }
        }
        node.properties().forEach(property -> {
            var name = property.getKey().toLowerCase(Locale.ROOT);
            // The product's own offers and variants are read with it.
            if (!product || !Set.of("offers", "hasvariant", "brand").contains(name)) {
                walk(property.getValue(), path + "." + property.getKey(), depth + 1, related || RELATED.contains(name));
            }
        });
    }

    private static boolean product(JsonNode node) {
        var types = types(node);
        if (types.stream().anyMatch(PRODUCTS::contains)) {
            return true;
        }
        // Events, courses, apps and rooms are sold too, as are offers that stand alone.
        return types.stream().noneMatch(NEVER::contains)
                && !types.isEmpty()
                && (node.has("offers") || types.contains("offer") && node.has("price"));
    }

    /** The local names of a node's types, in lower case. */
    static List<String> types(JsonNode node) {
        var type = node.path("@type");
        var types =
                type.isArray() ? StreamSupport.stream(type.spliterator(), false).toList() : List.of(type);
        return types.stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .map(text -> text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1))
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private JsonNode resolve(JsonNode node) {
        boolean reference =
                node.isObject() && node.size() <= 2 && node.path("@id").isTextual() && !node.has("price");
        return reference ? byId.getOrDefault(node.get("@id").asText(), node) : node;
    }
}
