package io.millrace.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Data that a page holds for its own scripts.
 *
 * @param place where it stands: {@code script#__NEXT_DATA__}, {@code script[3] dataLayer.push}
 * @param name what it is assigned to or handed to; empty where it has a script of its own
 */
record Island(String place, String name, JsonNode root) {
    /** Whether it tells an analytics service that a product is looked at. */
    boolean tellsOfView() {
        return name.contains("ViewContent") || name.endsWith("view_item");
    }

    /** Whether its name says that it is the page's product. */
    boolean isProduct() {
        var last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return last.startsWith("product") || last.endsWith("product") || last.startsWith("data-product");
    }
}
