package io.millrace.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one look at a listing or sitemap found.
 *
 * @param pages in the order of the list, each address once
 * @param lists further parts of the list: a listing's next page, the sitemaps of an index
 * @param seen addresses that were there before patterns and other sites took theirs away
 */
public record FoundPages(List<Page> pages, List<String> lists, int seen) {
    /**
     * A page that was found.
     *
     * @param url as it would be requested
     * @param changed when the list says that it changed last, UTC; empty where it says nothing
     */
    public record Page(String url, Optional<Instant> changed) {}

    public FoundPages {
        pages = List.copyOf(pages);
        lists = List.copyOf(lists);
    }
}
