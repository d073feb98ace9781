package io.millrace.fetch;

import java.util.regex.Pattern;

/**
 * What may be read of an answer.
 *
 * @param maxBytes longest body after decompression
 * @param cut whether a longer one is cut off instead of refused
 * @param types what its Content-Type must match; an absent one passes
 */
record Bounds(int maxBytes, boolean cut, Pattern types) {
    /** The key under which a request's context carries its bounds. */
    static final String KEY = Bounds.class.getName();

    /** RFC 9309, section 2.5: at least 500 KiB are read. */
    static final Bounds ROBOTS = new Bounds(500 << 10, true, Pattern.compile("(?s).*"));

    /** Answers that are no page: read only so far that the connection can be used again. */
    static final Bounds NO_PAGE = new Bounds(64 << 10, true, Pattern.compile("(?s).*"));

    private static final Pattern PAGES = Pattern.compile(
            "(?is)\\s*(text/(html|xml|plain|json)|application/((x-)?gzip|xhtml\\+xml|xml|json|[a-z0-9.-]+\\+(xml|json)))\\s*(;.*)?");

    /** What a sitemap may be packed as, beside the encodings of HTTP. */
    private static final Pattern PACKED = Pattern.compile("(?is)\\s*application/(x-)?gzip\\s*(;.*)?");

    /** A page or a list: HTML, XHTML, XML, JSON, plain text or gzip, of a limited length. */
    static Bounds page(int maxBytes) {
        return new Bounds(maxBytes, false, PAGES);
    }

    /** Whether the type is one that a sitemap alone may have. */
    static boolean isPacked(String contentType) {
        return PACKED.matcher(contentType).matches();
    }

    boolean takes(String contentType) {
        return contentType.isBlank() || types.matcher(contentType).matches();
    }
}
