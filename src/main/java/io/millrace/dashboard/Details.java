package io.millrace.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a product's newest row says beside its price.
 *
 * @param at of that row, microseconds since 1970 UTC
 * @param labels a JSON object as text, or null
 */
record Details(
        ProductKey key,
        long at,
        String url,
        String name,
        String brand,
        String gtin,
        String seller,
        String labels,
        String method,
        Double confidence) {
    /** The label {@code our_sku}; null where there is none. */
    String ourSku() {
        var ours = label("our_sku");
        return ours == null || ours.isEmpty() ? null : ours;
    }

    private String label(String name) {
        var all = labels(labels);
        var found = all == null ? null : all.get(name);
        return found != null && found.isValueNode() && !found.isNull() ? found.asText() : null;
    }

    /** Labels as an object; null where there are none, or something else. */
    static JsonNode labels(String text) {
        try {
            var labels = text == null ? null : Json.MAPPER.readTree(text);
            return labels != null && labels.isObject() ? labels : null;
        } catch (JsonProcessingException e) {
            // Nobody but the cleaner writes them, so somebody else has been at the table.
            return null;
        }
    }

    /** All that words of a search may occur in, in lower case. */
    String searched() {
        return Stream.of(name, brand, key.sku(), gtin, seller, key.source(), labels)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
    }
}
