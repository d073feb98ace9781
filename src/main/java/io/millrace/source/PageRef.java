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
 * @param errand what it is looked at for; null for a page
 */
public record PageRef(String url, Map<String, String> labels, String place, Errand errand) {
    public PageRef {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** A page that is read for its offer. */
    public PageRef(String url, Map<String, String> labels, String place) {
        this(url, labels, place, null);
    }

    /** {@code page}, {@code listing}, {@code sitemap} or {@code call}. */
    public String kind() {
        return errand == null ? "page" : errand.kind();
    }

    /** What further pages are looked for by it; null where it is no list. */
    public Lead lead() {
        return errand instanceof Lead lead ? lead : null;
    }
}
