package io.millrace.source;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Finds the pages of a sitemap, or the sitemaps of an index. */
final class SitemapReader {
    /** As sitemaps.org has it: 50 MB unpacked. */
    private static final int MOST_BYTES = 52_428_800;

    /** Twice what sitemaps.org allows; what follows is left out. */
    private static final int MOST_ENTRIES = 100_000;

    /** An index may name sitemaps, and those of big sites further ones. */
    private static final int DEEPEST = 3;

    private SitemapReader() {}

    static FoundPages read(Sitemap sitemap, int depth, byte[] body, String at) {
        var read = parse(sitemap, unpacked(sitemap, body, at), at);
        if (read instanceof SiteMapIndex index) {
            var site = PageUrl.site(sitemap.url());
            var parts = index.getSitemaps().stream()
                    .flatMap(part -> PageUrl.found(part.getUrl().toString()).stream())
                    .filter(url -> PageUrl.site(url).equals(site))
                    .distinct()
                    .toList();
            return new FoundPages(
                    List.of(),
                    depth >= DEEPEST ? List.of() : parts,
                    index.getSitemaps().size());
        }
        var pages = new LinkedHashMap<String, FoundPages.Page>();
        var entries = ((SiteMap) read).getSiteMapUrls();
        for (var entry : entries) {
            PageUrl.found(entry.getUrl().toString())
                    .filter(url -> ListReader.isMeant(sitemap, url))
                    .ifPresent(url -> pages.putIfAbsent(url, new FoundPages.Page(url, changed(entry))));
        }
        return new FoundPages(List.copyOf(pages.values()), List.of(), entries.size());
    }

    private static AbstractSiteMap parse(Sitemap sitemap, byte[] text, String at) {
        var parser = new SiteMapParser(false, true);
        var counted = new int[1];
        // Only the end may be kept out here: of what is, the parser takes the time for that of the next entry.
        parser.setURLFilter(
                (String url) -> counted[0]++ < MOST_ENTRIES ? PageUrl.found(url).orElse(url) : null);
        try {
            return parser.parseSiteMap(text, URI.create(at).toURL());
        } catch (UnknownFormatException | IOException | RuntimeException e) {
            throw new UnreadableListException(PageUrl.masked(at) + ": is no sitemap (" + e.getMessage()
                    + "): name the address of an XML sitemap, an RSS or Atom feed, or a list of addresses in plain"
                    + " text (" + sitemap.place() + ")");
        }
    }

    /** The time that a list says; a day alone counts to its end. */
    private static Optional<Instant> changed(SiteMapURL entry) {
        return Optional.ofNullable(entry.getLastModified()).map(Date::toInstant).map(time -> {
            var isDay = time.getEpochSecond() % Duration.ofDays(1).toSeconds() == 0;
            return isDay ? time.plus(Duration.ofDays(1)) : time;
        });
    }

    private static byte[] unpacked(Sitemap sitemap, byte[] body, String at) {
        var isPacked = body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
        if (!isPacked) {
            return body;
        }
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var text = stream.readNBytes(MOST_BYTES);
            if (stream.read() >= 0) {
                throw new UnreadableListException(
                        PageUrl.masked(at) + ": more than " + MOST_BYTES + " bytes unpacked, which sitemaps.org"
                                + " does not allow: name a smaller sitemap (" + sitemap.place() + ")");
            }
            return text;
        } catch (IOException e) {
            throw new UnreadableListException(PageUrl.masked(at) + ": its gzip is broken (" + e.getMessage()
                    + "): try it in a browser (" + sitemap.place() + ")");
        }
    }
}
