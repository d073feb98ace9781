package io.millrace.extract;

import io.millrace.price.PriceHints;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A parsed page and what it says about itself.
 *
 * @param url the page's address, or null
 * @param fetchedAt when it was fetched, or null
 * @param canonical the address that the page calls its own, or null
 * @param h1 the heading that names the product, or null
 * @param language of the page, or null
 * @param country of the shop by its address, or null
 */
record PageContext(
        PageBytes bytes,
        PageScan scan,
        ExtractHints hints,
        String url,
        Instant fetchedAt,
        String canonical,
        Box h1,
        String language,
        String country) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** Domains of countries that the whole world uses. */
    private static final Set<String> GENERIC =
            Set.of("AI", "CC", "CO", "FM", "GG", "IO", "LY", "ME", "SH", "TO", "TV", "WS");

    static PageContext of(PageBytes bytes, Page page, ExtractHints hints) {
        var url = page.url();
        var scan = PageScan.of(bytes);
        var canonical = scan.links().stream()
                .filter(link -> link.attr("rel").equalsIgnoreCase("canonical"))
                .findFirst()
                .flatMap(link -> attribute(link, "href"))
                .or(() -> meta(scan, "property", "og:url"))
                .orElse(null);
        var stated = Optional.of(scan.language())
                .filter(language -> !language.isEmpty())
                .or(() -> meta(scan, "http-equiv", "content-language"))
                .or(() -> meta(scan, "property", "og:locale"))
                .map(tag -> tag.replace('_', '-'))
                .orElse(null);
        return new PageContext(
                bytes,
                scan,
                hints,
                url,
                page.fetchedAt(),
                canonical,
                Heading.of(scan, scan.title()),
                hints.language() == null ? stated : hints.language(),
                country(url == null ? canonical : url));
    }

    /** The page as a tree to select from; made anew with each call. */
    Document document() {
        return Jsoup.parse(bytes.all(), url == null ? "" : url);
    }

    /** The product's name by the page's heading, or null. */
    String heading() {
        return h1 == null ? null : scan.words(h1).replace('\n', ' ');
    }

    /** What helps to read a price of this page. */
    PriceHints priceHints(String currency, boolean machine) {
        return new PriceHints(currency, language, machine ? '.' : null, country);
    }

    private static Optional<String> meta(PageScan scan, String key, String name) {
        return scan.metas().stream()
                .filter(meta -> meta.attr(key).equalsIgnoreCase(name))
                .findFirst()
                .flatMap(meta -> attribute(meta, "content"));
    }

    private static Optional<String> attribute(Box element, String name) {
        return Optional.of(element).map(found -> found.attr(name).strip()).filter(value -> !value.isEmpty());
    }

    private static String country(String address) {
        try {
            var uri = URI.create(address == null ? "" : address.strip());
            var host = uri.getHost() == null ? "" : uri.getHost();
            var domain = host.substring(host.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
            var byDomain = domain.equals("UK") ? "GB" : domain;
            if (COUNTRIES.contains(byDomain) && !GENERIC.contains(byDomain)) {
                return byDomain;
            }
            return ofPath(uri.getPath() == null ? "" : uri.getPath());
        } catch (IllegalArgumentException e) {
            // Addresses with spaces and the like are used by shops; they name no country then.
            return null;
        }
    }

    /** The country of "/gb/en/…" and "/en-ca/…". */
    private static String ofPath(String path) {
        var parts = path.toUpperCase(Locale.ROOT).split("/", 4);
        if (parts.length < 3) {
            return null;
        }
        if (parts[1].length() == 5 && "-_".indexOf(parts[1].charAt(2)) >= 0) {
            var country = parts[1].substring(3);
            return COUNTRIES.contains(country) ? country : null;
        }
        boolean both = COUNTRIES.contains(parts[1]) && LANGUAGES.contains(parts[2].toLowerCase(Locale.ROOT));
        return both ? parts[1] : null;
    }
}
