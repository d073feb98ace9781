package io.millrace.source;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds on a page of HTML the links that look like those to products: many of one kind, with pictures or prices, outside
 * of menus.
 *
 * @param links CSS selector of the links
 * @param next CSS selector of the link to the next page, or null
 * @param match pattern of their paths; null where they have nothing in common
 * @param pages their addresses, in the page's order
 */
public record ListingGuess(String links, String next, String match, List<String> pages) {
    private static final int FEWEST = 4;
    private static final int HIGHEST = 4;
    private static final Pattern PRICE = Pattern.compile(
            "(?s).*(\\p{Sc}\\s?\\d|\\d\\s?\\p{Sc}|\\d[.,]\\d{2}\\b|\\b(EUR|USD|GBP|CHF|JPY|PLN|zł|kr)\\b).*");
    private static final Pattern CLASS = Pattern.compile("[A-Za-z][A-Za-z_-]*\\d?");
    private static final String ASIDE = "nav, header, footer, aside, [role=navigation]";

    /** Links of one kind, and what speaks for them. */
    private record Kind(String selector, Set<String> pages, int pictures, int prices) {
        private double weight() {
            return pictures + 2.0 * prices;
        }
    }

    /** The guess; absent where no links look like that. */
    public static Optional<ListingGuess> of(byte[] body, String contentType, String at) {
        var document = ListingReader.parse(body, contentType == null ? "" : contentType, at);
        var kinds = new LinkedHashMap<String, List<Element>>();
        for (var link : document.select("a[href]")) {
            if (link.closest(ASIDE) == null && isOfSite(link, at)) {
                selectors(link)
                        .forEach(one -> kinds.computeIfAbsent(one, key -> new ArrayList<>())
                                .add(link));
            }
        }
        return kinds.entrySet().stream()
                .map(kind -> kind(kind.getKey(), kind.getValue()))
                .filter(kind -> kind.pages().size() >= FEWEST)
                .filter(kind -> kind.pictures() + kind.prices() >= kind.pages().size())
                .max(Comparator.comparingDouble(Kind::weight)
                        .thenComparing(kind -> -kind.selector().length()))
                .map(kind -> new ListingGuess(
                        kind.selector(), next(document), match(kind.pages()), List.copyOf(kind.pages())));
    }

    private static boolean isOfSite(Element link, String at) {
        return PageUrl.found(link.absUrl("href"))
                .filter(url -> PageUrl.site(url).equals(PageUrl.site(at)))
                .filter(url -> !url.equals(PageUrl.request(at)))
                .isPresent();
    }

    /** From the link alone to the link in its surroundings, as far as these have names. */
    private static List<String> selectors(Element link) {
        var selectors = new ArrayList<String>();
        var below = named(link);
        if (below.contains(".")) {
            selectors.add(below);
        }
        var parent = link.parent();
        for (var height = 0; parent != null && height < HIGHEST; height++, parent = parent.parent()) {
            var name = named(parent);
            if (name.contains(".") || name.equals("li") || name.equals("article")) {
                selectors.add(name + " " + below);
            }
        }
        return selectors;
    }

    /** Tag and first class that a person gave it. */
    private static String named(Element element) {
        return element.classNames().stream()
                .filter(name -> CLASS.matcher(name).matches())
                .findFirst()
                .map(name -> element.normalName() + "." + name)
                .orElse(element.normalName());
    }

    private static Kind kind(String selector, List<Element> links) {
        var pages = new LinkedHashSet<String>();
        var pictures = new LinkedHashSet<String>();
        var prices = new LinkedHashSet<String>();
        for (var link : links) {
            var url = PageUrl.found(link.absUrl("href")).orElseThrow();
            var item = item(link, links);
            pages.add(url);
            if (item.selectFirst("img, picture") != null) {
                pictures.add(url);
            }
            if (PRICE.matcher(item.text()).matches()) {
                prices.add(url);
            }
        }
        return new Kind(selector, pages, pictures.size(), prices.size());
    }

    /** The largest element around the link that holds no other of them. */
    private static Element item(Element link, List<Element> links) {
        var item = link;
        for (var height = 0; height < HIGHEST && item.parent() != null; height++) {
            var parent = item.parent();
            var others = links.stream()
                    .filter(other -> other != link && !other.absUrl("href").equals(link.absUrl("href")))
                    .anyMatch(other -> other.parents().contains(parent));
            if (others) {
                return item;
            }
            item = parent;
        }
        return item;
    }

    private static String next(Document document) {
        for (var selector : List.of("a[rel=next]", "link[rel=next]", "a.next", "li.next a")) {
            if (document.selectFirst(selector) != null) {
                return selector;
            }
        }
        return null;
    }

    /** What the paths begin with, up to a slash. */
    private static String match(Set<String> pages) {
        String common = null;
        for (var page : pages) {
            var path = URI.create(page).getRawPath();
            common = common == null ? path : shared(common, path);
        }
        var folder = common.substring(0, common.lastIndexOf('/') + 1);
        return folder.length() > 1 && !folder.contains("*") ? folder + "*" : null;
    }

    private static String shared(String one, String other) {
        var length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }
}
