package io.millrace.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One page that a source watches.
 *
 * @param url an absolute http or https address
 * @param labels what the user says of the page ({@code our_sku}, …), in the order of the CSV file's columns; blank ones
 *     are left out
 * @param place where it is declared, {@code file:line}
 */
public record PageRef(String url, Map<String, String> labels, String place) {
    public PageRef {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
