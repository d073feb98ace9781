package io.millrace.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One address that a source watches.
 *
 * @param url an absolute http or https address
 * @param labels what the user says of the page ({@code our_sku}, …), in the order of the CSV file's columns; blank ones
 *     are left out
 * @param place where it is declared, or the list that it was found by, {@code file:line}
 * @param lead what further pages are looked for by it; null for a page
 */
public record PageRef(String url, Map<String, String> labels, String place, Lead lead) {
    public PageRef {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** A page that is read for its offer. */
    public PageRef(String url, Map<String, String> labels, String place) {
        this(url, labels, place, null);
    }

    /** {@code page}, {@code listing} or {@code sitemap}. */
    public String kind() {
        return lead == null ? "page" : lead.list().kind();
    }
}
