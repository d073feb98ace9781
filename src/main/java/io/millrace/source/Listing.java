package io.millrace.source;

/**
 * A page of HTML that links to pages, as a category of a shop does.
 *
 * @param links CSS selector of the links, or of elements that hold one
 * @param next CSS selector of the link to the listing's next page; null where it has but one
 */
public record Listing(String url, String links, String next, PagePatterns match, int limit, String place)
        implements PageList {
    @Override
    public String kind() {
        return "listing";
    }
}
