package io.millrace.fetch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a site may be asked whether a page has changed (RFC 9110, section 13; RFC 9111, section 4.3): as the texts
 * {@code etag}, {@code last_modified} and {@code url}, the address that they were sent for.
 */
final class Validators {
    private static final String ETAG = "etag";
    private static final String LAST_MODIFIED = "last_modified";
    private static final String URL = "url";
    /** What can be sent again as a header; longer ones are not worth their bytes. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7E]{1,1000}");

    private Validators() {}

    /** Those of an answer; empty where it offers none or must not be kept. */
    static Map<String, String> of(Answer answer) {
        var validators = new LinkedHashMap<String, String>();
        put(validators, ETAG, answer.header("ETag"));
        put(validators, LAST_MODIFIED, answer.header("Last-Modified"));
        return validators.isEmpty() || !mayBeKept(answer)
                ? Map.of()
                : with(validators, answer.url().toString());
    }

    /** Those after an answer that nothing has changed: what it says takes the place of what was known. */
    static Map<String, String> renewed(Map<String, String> known, Answer answer) {
        var validators = new LinkedHashMap<>(known);
        put(validators, ETAG, answer.header("ETag"));
        put(validators, LAST_MODIFIED, answer.header("Last-Modified"));
        return mayBeKept(answer) ? Map.copyOf(validators) : Map.of();
    }

    /** The headers that ask, for a request to that address; empty where they were sent for another one. */
    static Map<String, String> headers(Map<String, String> known, String url) {
        var headers = new LinkedHashMap<String, String>();
        if (url.equals(known.get(URL))) {
            put(headers, "If-None-Match", known.get(ETAG));
            put(headers, "If-Modified-Since", known.get(LAST_MODIFIED));
        }
        return headers;
    }

    private static boolean mayBeKept(Answer answer) {
        return !names(answer.header("Cache-Control"), "no-store") && !names(answer.header("Vary"), "*");
    }

    private static boolean names(String list, String member) {
        return list != null
                && Arrays.stream(list.split(",")).anyMatch(one -> one.strip().equalsIgnoreCase(member));
    }

    private static Map<String, String> with(Map<String, String> validators, String url) {
        validators.put(URL, url);
        return Map.copyOf(validators);
    }

    private static void put(Map<String, String> map, String name, String value) {
        if (value != null && SENDABLE.matcher(value).matches()) {
            map.put(name, value);
        }
    }
}
