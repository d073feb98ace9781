package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListReaderTest {
    private static final String AT = "https://shop.example/c/kettles?page=1";
    private static final String MAP = "https://shop.example/sitemap.xml";
    private static final String LISTING = """
            <!doctype html><title>Kettles</title>
            <nav><a href="/about">About</a></nav>
            <ul>
             <li class="item"><a href="/p/1">One</a> <a href="/p/1#reviews">Reviews</a></li>
             <li class="item"><a href="/p/1#again">One again</a></li>
             <li class="item"><a href="2?ref=list">Two</a></li>
             <li class="item"><a href="https://www.shop.example/p/3">Three</a></li>
             <li class="item"><a href="https://partner.example/p/4">Elsewhere</a></li>
             <li class="item"><a href="/p/schöner kessel">Five</a></li>
             <li class="item"><a href="mailto:me@shop.example">Write</a></li>
             <li class="item"><a href="javascript:void(0)">Nothing</a></li>
             <li class="item">no link</li>
            </ul>
            <a rel="next" href="?page=2">Next</a>
            """;

    private static Listing listing(String links, String next, String... match) {
        return new Listing(AT, links, next, PagePatterns.of(List.of(match)), 1000, "acme.yaml:3");
    }

    private static Sitemap sitemap(String... match) {
        return new Sitemap(MAP, PagePatterns.of(List.of(match)), 1000, false, "acme.yaml:4");
    }

    private static FoundPages read(Listing listing, String html) {
        return ListReader.read(listing, 0, html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", AT);
    }

    private static FoundPages read(Sitemap sitemap, String text) {
        return ListReader.read(sitemap, 0, text.getBytes(StandardCharsets.UTF_8), "application/xml", MAP);
    }

    private static List<String> urls(FoundPages found) {
        return found.pages().stream().map(FoundPages.Page::url).toList();
    }

    private static byte[] gzip(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    private static String xml(String... entries) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
                + String.join("", entries) + "</urlset>";
    }

    private static String entry(String url, String more) {
        return "<url><loc>" + url + "</loc>" + more + "</url>";
    }

    @Test
    void theLinksOfAListingAreItsPagesEachOnce() {
        var found = read(listing("li.item", "a[rel=next]"), LISTING);
        assertEquals(
                List.of(
                        "https://shop.example/p/1",
                        "https://shop.example/c/2?ref=list",
                        "https://www.shop.example/p/3",
                        "https://shop.example/p/sch%C3%B6ner%20kessel"),
                urls(found));
        assertEquals(List.of("https://shop.example/c/kettles?page=2"), found.lists());
    }

    @Test
    void aBaseElementIsHeeded() {
        var html = "<base href='https://shop.example/de/'><a class=p href='p/1'>One</a>";
        assertEquals(List.of("https://shop.example/de/p/1"), urls(read(listing("a.p", null), html)));
    }

    @Test
    void patternsChooseAmongTheLinks() {
        assertEquals(List.of("https://shop.example/c/2?ref=list"), urls(read(listing("li a", null, "/c/*"), LISTING)));
    }

    @Test
    void anotherSitesPagesAreFoundWhereAPatternNamesThem() {
        var found = read(listing("a", null, "https://partner.example/*"), LISTING);
        assertEquals(List.of("https://partner.example/p/4"), urls(found));
    }

    @Test
    void theNextPageOfAListingIsOnItsSite() {
        var html = LISTING.replace("href=\"?page=2\"", "href=\"https://other.example/?page=2\"");
        assertEquals(List.of(), read(listing("li.item", "a[rel=next]"), html).lists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=iso-8859-1", "text/html; charset=\"ISO-8859-1\""})
    void aListingsCharsetIsThatOfItsHeader(String type) {
        var html = "<a class=p href='/p/ö'>x</a>".getBytes(Charset.forName("ISO-8859-1"));
        var found = ListReader.read(listing("a.p", null), 0, html, type, AT);
        assertEquals(List.of("https://shop.example/p/%C3%B6"), urls(found));
    }

    @Test
    void aCharsetThatIsNoneIsNoFault() {
        var found = ListReader.read(listing("a", null), 0, "<a href=/p/1>x</a>".getBytes(), "text/html; charset=-", AT);
        assertEquals(List.of("https://shop.example/p/1"), urls(found));
    }

    @Test
    void aSelectorThatMatchesNoLinkIsAFaultWithItsCure() {
        var fault = assertThrows(UnreadableListException.class, () -> read(listing("a.product", null), LISTING));
        assertEquals(
                "https://shop.example/c/kettles?***: links, a.product, matches no link: the site has changed or shows something"
                        + " else, correct links (acme.yaml:3)",
                fault.getMessage());
    }

    @Test
    void patternsThatNoLinkMatchesAreAFaultWithTheirCure() {
        var fault = assertThrows(UnreadableListException.class, () -> read(listing("li a", null, "/q/*"), LISTING));
        assertTrue(fault.getMessage().contains("none of the 7 addresses"), fault.getMessage());
        assertTrue(fault.getMessage().contains("correct match, /q/*"), fault.getMessage());
    }

    @Test
    void theEndOfAListingIsNoFault() {
        var found = ListReader.read(listing("a.product", null), 1, LISTING.getBytes(), "text/html", AT);
        assertEquals(List.of(), found.pages());
    }

    @Test
    void theEntriesOfASitemapAreItsPages() {
        var found = read(
                sitemap("/p/*"),
                xml(
                        entry("https://shop.example/p/1", "<lastmod>2026-03-01T10:00:00+01:00</lastmod>"),
                        entry("https://shop.example/p/2", "<lastmod>2026-03-01</lastmod>"),
                        entry("https://shop.example/p/3?a=1&amp;b=2", ""),
                        entry("https://shop.example/about", ""),
                        entry("https://other.example/p/9", "")));
        assertEquals(
                List.of(
                        new FoundPages.Page(
                                "https://shop.example/p/1", Optional.of(Instant.parse("2026-03-01T09:00:00Z"))),
                        new FoundPages.Page(
                                "https://shop.example/p/2", Optional.of(Instant.parse("2026-03-02T00:00:00Z"))),
                        new FoundPages.Page("https://shop.example/p/3?a=1&b=2", Optional.empty())),
                found.pages());
        assertEquals(5, found.seen());
    }

    @Test
    void theTimeOfAnEntryThatIsNotMeantIsNotTakenForTheNext() {
        var found = read(
                sitemap("/p/*"),
                xml(
                        entry("https://shop.example/about", "<lastmod>2026-03-01</lastmod>"),
                        entry("https://shop.example/p/1", "")));
        assertEquals(Optional.empty(), found.pages().get(0).changed());
    }

    @Test
    void aPackedSitemapIsUnpacked() throws IOException {
        var packed = gzip(xml(entry("https://shop.example/p/1", "")).getBytes());
        assertEquals(
                List.of("https://shop.example/p/1"),
                urls(ListReader.read(sitemap(), 0, packed, "application/x-gzip", MAP + ".gz")));
    }

    @Test
    void anArchiveThatUnpacksToMoreThanIsAllowedIsRefused() throws IOException {
        var bomb = gzip(new byte[60_000_000]);
        var fault = assertThrows(
                UnreadableListException.class, () -> ListReader.read(sitemap(), 0, bomb, "application/gzip", MAP));
        assertTrue(fault.getMessage().contains("more than 52428800 bytes"), fault.getMessage());
    }

    @Test
    void anArchiveThatIsCutIsRefused() throws IOException {
        var packed = gzip(xml(entry("https://shop.example/p/1", "")).getBytes());
        var cut = java.util.Arrays.copyOf(packed, packed.length - 12);
        var fault = assertThrows(
                UnreadableListException.class, () -> ListReader.read(sitemap(), 0, cut, "application/gzip", MAP));
        assertTrue(fault.getMessage().contains("gzip is broken"), fault.getMessage());
    }

    @Test
    void anIndexLeadsToTheSitemapsOfItsSite() {
        var index = """
                <?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <sitemap><loc>https://shop.example/sitemap-1.xml.gz</loc></sitemap>
                <sitemap><loc>https://other.example/sitemap-2.xml</loc></sitemap>
                <sitemap><loc>https://shop.example/sitemap-3.xml</loc></sitemap></sitemapindex>""";
        var found = read(sitemap("/p/*"), index);
        assertEquals(
                List.of("https://shop.example/sitemap-1.xml.gz", "https://shop.example/sitemap-3.xml"), found.lists());
        assertEquals(List.of(), found.pages());
        var deep = ListReader.read(sitemap("/p/*"), 3, index.getBytes(), "text/xml", MAP);
        assertEquals(List.of(), deep.lists(), "an index that leads to itself comes to an end");
    }

    @Test
    void feedsAndPlainTextAreSitemapsToo() {
        var rss =
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>New</title><link>https://shop.example/</link>"
                        + "<item><title>One</title><link>https://shop.example/p/1</link></item></channel></rss>";
        var atom = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>New</title>"
                + "<entry><link href=\"https://shop.example/p/2\"/><updated>2026-01-01T00:00:01Z</updated></entry></feed>";
        assertEquals(List.of("https://shop.example/p/1"), urls(read(sitemap("/p/*"), rss)));
        assertEquals(List.of("https://shop.example/p/2"), urls(read(sitemap("/p/*"), atom)));
        var text = "https://shop.example/p/3\n\nhttps://shop.example/p/4\n";
        assertEquals(
                List.of("https://shop.example/p/3", "https://shop.example/p/4"), urls(read(sitemap("/p/*"), text)));
    }

    @Test
    void aSitemapReadsNoFileOfThisMachine() {
        var xml = "<?xml version=\"1.0\"?><!DOCTYPE u [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://shop.example/p/&x;1</loc>"
                + "</url></urlset>";
        try {
            assertEquals(List.of("https://shop.example/p/1"), urls(read(sitemap(), xml)));
        } catch (UnreadableListException refused) {
            assertTrue(refused.getMessage().startsWith(MAP), refused.getMessage());
        }
    }

    @Test
    void moreEntriesThanAnySitemapMayHaveAreLeftOut() {
        var text = new StringBuilder();
        for (var n = 0; n < 120_000; n++) {
            text.append("<url><loc>https://shop.example/x/").append(n).append("</loc></url>");
        }
        text.append(entry("https://shop.example/p/1", ""));
        var fault = assertThrows(UnreadableListException.class, () -> read(sitemap("/p/*"), xml(text.toString())));
        assertTrue(fault.getMessage().contains("none of the 100000 addresses"), fault.getMessage());
    }

    @Test
    void aPageThatIsNoSitemapIsAFaultWithItsCure() {
        for (var page : List.of("<html><body><h1>Are you human?</h1></body></html>", "", "{}")) {
            var fault = assertThrows(UnreadableListException.class, () -> read(sitemap(), page));
            assertTrue(fault.getMessage().startsWith(MAP + ": "), fault.getMessage());
            assertTrue(fault.getMessage().endsWith("(acme.yaml:4)"), fault.getMessage());
        }
    }
}
