package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * State that frameworks write as a list of values which name each other by their places (Nuxt, SvelteKit, Remix), or as
 * pairs of a kind and a value (Astro), as the tree that it stands for.
 */
final class FlatState {
    private static final int DEEPEST = 60;
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Set<String> WRAPPERS =
            Set.of("Reactive", "ShallowReactive", "Ref", "ShallowRef", "SingleFetch");

    private final JsonNode values;
    private final Map<Integer, JsonNode> trees = new HashMap<>();

    private FlatState(JsonNode values) {
        this.values = values;
    }

    /** The tree that data stands for: itself where it is written in neither way. */
    static JsonNode unfolded(JsonNode data) {
        if (isFlat(data)) {
            return new FlatState(data).tree(0, 0);
        }
        return isPaired(data) ? unpaired(data, 0) : data;
    }

    private static boolean isFlat(JsonNode data) {
        var first = data.path(0);
        if (!data.isArray() || data.size() < 3 || first.isEmpty()) {
            return false;
        }
        return first.isArray()
                ? WRAPPERS.contains(first.path(0).asText()) && first.path(1).isNumber()
                : first.properties().stream().allMatch(property -> isPlace(property.getValue(), data.size()));
    }

    private static boolean isPlace(JsonNode node, int size) {
        return node.isNumber() && node.asText().length() < 9 && node.asInt() < size;
    }

    private JsonNode tree(int place, int depth) {
        var value = values.path(place);
        if (place < 0 || depth > DEEPEST || !value.isContainerNode()) {
            return place < 0 || value.isContainerNode() ? NODES.nullNode() : value;
        }
        var known = trees.get(place);
        if (known != null) {
            return known;
        }
        // What leads back to itself is left out.
        trees.put(place, NODES.nullNode());
        var tree = value.isArray() ? list(value, depth) : object(value, depth);
        trees.put(place, tree);
        return tree;
    }

    private JsonNode list(JsonNode value, int depth) {
        if (value.path(0).isTextual()) {
            return value.path(1).isNumber() ? tree(value.path(1).asInt(), depth + 1) : value.path(1);
        }
        var list = NODES.arrayNode();
        value.forEach(place -> list.add(tree(place.isNumber() ? place.asInt() : -1, depth + 1)));
        return list;
    }

    private JsonNode object(JsonNode value, int depth) {
        var object = NODES.objectNode();
        value.properties().forEach(property -> {
            var key = property.getKey();
            boolean named = key.length() > 1 && key.length() < 9 && key.charAt(0) == '_' && isNumber(key.substring(1));
            var place = property.getValue().isNumber() ? property.getValue().asInt() : -1;
            object.set(named ? values.path(Integer.parseInt(key.substring(1))).asText() : key, tree(place, depth + 1));
        });
        return object;
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isPaired(JsonNode data) {
        return data.isObject()
                && !data.isEmpty()
                && data.properties().stream().allMatch(property -> isPair(property.getValue()));
    }

    private static boolean isPair(JsonNode node) {
        return node.isArray()
                && node.size() == 2
                && node.path(0).isNumber()
                && node.path(0).asInt(-1) >= 0;
    }

    private static JsonNode unpaired(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        if (node.isObject()) {
            var object = NODES.objectNode();
            node.properties().forEach(property -> object.set(property.getKey(), unpaired(property.getValue(), depth)));
            return object;
        }
        if (!isPair(node)) {
            return node;
        }
        var value = node.path(1);
        if (!value.isArray()) {
            return unpaired(value, depth + 1);
        }
        var list = NODES.arrayNode();
        value.forEach(element -> list.add(unpaired(element, depth + 1)));
        return list;
    }
}
