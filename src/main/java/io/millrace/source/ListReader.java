package io.millrace.source;

import java.net.URI;

/** Finds pages in what a site answered. Pure: no clock, no network. */
public final class ListReader {
    private ListReader() {}

    /**
     * What is found at one address of a list.
     *
     * @param depth 0 at the list's own address: only there it is a fault that nothing is found
     * @param body decompressed as far as HTTP says
     * @param contentType the header, may be empty
     * @param at the address that answered
     * @throws UnreadableListException if it is no list, or has no pages
     */
    public static FoundPages read(PageList list, int depth, byte[] body, String contentType, String at) {
        var found = list instanceof Listing listing
                ? ListingReader.read(listing, body, contentType, at)
                : SitemapReader.read((Sitemap) list, depth, body, at);
        if (depth == 0 && found.pages().isEmpty() && found.lists().isEmpty()) {
            throw new UnreadableListException(nothing(list, found, at));
        }
        return found;
    }

    private static String nothing(PageList list, FoundPages found, String at) {
        var where = " (" + list.place() + ")";
        if (found.seen() > 0) {
            return PageUrl.masked(at) + ": none of the " + found.seen()
                    + " addresses there is a page that is looked for: "
                    + (list.match().isEmpty()
                            ? "all are on other sites, which match has to name in full"
                            : "correct match, " + list.match())
                    + where;
        }
        return list instanceof Listing listing
                ? PageUrl.masked(at) + ": links, " + listing.links()
                        + ", matches no link: the site has changed or shows something" + " else, correct links" + where
                : PageUrl.masked(at) + ": the sitemap holds no address: name another" + where;
    }

    /** Whether a page that was found may belong to the list. */
    static boolean isMeant(PageList list, String url) {
        return list.match().matches(URI.create(url), PageUrl.site(url).equals(PageUrl.site(list.url())));
    }
}
