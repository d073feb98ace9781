package io.millrace.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds the links to pages on a page of HTML. */
final class ListingReader {
    private static final Pattern CHARSET = Pattern.compile("(?i).*charset=[\"']?([\\w.:-]+).*");

    private ListingReader() {}

    static FoundPages read(Listing listing, byte[] body, String contentType, String at) {
        var document = parse(body, contentType, at);
        var pages = new LinkedHashMap<String, FoundPages.Page>();
        var seen = 0;
        for (var element : document.select(listing.links())) {
            var url = address(element);
            seen += url.isPresent() ? 1 : 0;
            url.filter(address -> ListReader.isMeant(listing, address))
                    .ifPresent(address -> pages.putIfAbsent(address, new FoundPages.Page(address, Optional.empty())));
        }
        var next = listing.next() == null
                ? Optional.<String>empty()
                : Optional.ofNullable(document.selectFirst(listing.next())).flatMap(ListingReader::address);
        var site = PageUrl.site(listing.url());
        return new FoundPages(
                List.copyOf(pages.values()),
                next.filter(url -> PageUrl.site(url).equals(site)).stream().toList(),
                seen);
    }

    /** Of a link, or of an element that holds one; a {@code base} element has been heeded by the parser. */
    private static Optional<String> address(Element element) {
        var link = element.hasAttr("href") ? element : element.selectFirst("a[href]");
        return link == null ? Optional.empty() : PageUrl.found(link.absUrl("href"));
    }

    static Document parse(byte[] body, String contentType, String at) {
        var named = CHARSET.matcher(contentType);
        try {
            var charset = named.matches() && Charset.isSupported(named.group(1)) ? named.group(1) : null;
            return Jsoup.parse(new ByteArrayInputStream(body), charset, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            // A name that no charset can have.
            return parse(body, "", at);
        }
    }
}
