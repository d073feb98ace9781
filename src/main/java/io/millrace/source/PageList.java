package io.millrace.source;

/** An address under which pages are found: a listing in HTML or a sitemap. */
public sealed interface PageList permits Listing, Sitemap {
    /** How many pages are found in it at most, where nothing is declared. */
    int LIMIT = 1000;

    String url();

    /** What pages' addresses have to match. */
    PagePatterns match();

    /** How many of its pages are looked at in a round, at most. */
    int limit();

    /** Where it is declared, {@code file:line}. */
    String place();

    /** {@code listing} or {@code sitemap}. */
    String kind();
}
