package io.millrace.source;

/**
 * A sitemap, an index of sitemaps, or a feed (sitemaps.org, RSS, Atom, a list of addresses in plain text).
 *
 * @param changedSinceRead whether a page is left out that, by the sitemap, did not change since it was read
 */
public record Sitemap(String url, PagePatterns match, int limit, boolean changedSinceRead, String place)
        implements PageList {
    @Override
    public String kind() {
        return "sitemap";
    }
}
