package io.millrace.signal;

import io.millrace.dataset.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of an article in a MediaWiki wiki and of what its API says of it. */
public final class MediaWiki {
    private static final Pattern WIKIS =
            Pattern.compile("(?:^|.*\\.)(?:wikipedia|wikivoyage|wiktionary|wikimedia|wikinews)\\.org");
    private static final Pattern PATH =
            Pattern.compile("^/(?:wiki|zh-(?:cn|tw|hk|mo|sg|my|hans|hant)|sr-(?:el|ec))/(.+)$");
    private static final Pattern TITLE = Pattern.compile("(?:^|&)title=([^&]+)");
    /** A namespace keeps its colon: these are pages about pages. */
    private static final Pattern SPECIAL =
            Pattern.compile("(?i)^(?:special|spezial|file|datei|talk|user|template|category|wikipedia|help):.*");

    private MediaWiki() {}

    /** The API's address of an article, with its text, revision and Wikidata item; absent where it is no such wiki. */
    public static Optional<String> article(String address) {
        return title(address)
                .map(
                        title -> api(address) + "?action=parse&page=" + title
                                + "&prop=text%7Crevid%7Cproperties%7Cdisplaytitle%7Ccategories%7Cindicators&redirects=1&format=json&formatversion=2");
    }

    /** The API's address of the number of its newest revision alone. */
    public static Optional<String> revision(String address) {
        return title(address)
                .map(title -> api(address) + "?action=query&prop=revisions&rvprop=ids&titles=" + title
                        + "&redirects=1&format=json&formatversion=2");
    }

    /** The revision that an answer to {@link #revision} names; absent where it names none, as of an article that is gone. */
    public static Optional<Long> readRevision(byte[] json) {
        try {
            var revision = Json.MAPPER
                    .readTree(json)
                    .path("query")
                    .path("pages")
                    .path(0)
                    .path("revisions")
                    .path(0)
                    .path("revid");
            return revision.isIntegralNumber() ? Optional.of(revision.longValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String api(String address) {
        return "https://" + withoutMobile(URI.create(ascii(address)).getHost()) + "/w/api.php";
    }

    /** The title of the article, encoded for a query. */
    private static Optional<String> title(String address) {
        try {
            var uri = URI.create(ascii(address));
            if (uri.getHost() == null || !WIKIS.matcher(uri.getHost()).matches() || uri.getRawPath() == null) {
                return Optional.empty();
            }
            var path = PATH.matcher(uri.getRawPath());
            var query = TITLE.matcher(uri.getRawQuery() == null ? "" : uri.getRawQuery());
            String found =
                    query.find() ? query.group(1) : path.find() ? path.group(1).replace("+", "%2B") : null;
            if (found == null) {
                return Optional.empty();
            }
            var title = URLDecoder.decode(found, StandardCharsets.UTF_8).replace(' ', '_');
            return SPECIAL.matcher(title).matches()
                    ? Optional.empty()
                    : Optional.of(URLEncoder.encode(title, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String ascii(String address) {
        return URI.create(
                        address.strip().replace(" ", "%20").replace("|", "%7C").replace("\"", "%22"))
                .toASCIIString();
    }

    /** The host that computers and telephones have in common. */
    static String withoutMobile(String host) {
        return host.startsWith("m.") ? host.substring(2) : host.replace(".m.", ".");
    }
}
