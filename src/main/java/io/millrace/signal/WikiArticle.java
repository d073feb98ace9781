package io.millrace.signal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Articles of a wiki in HTML, as they are shown or in their Parsoid form; scripts say what the markup does not. */
final class WikiArticle {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REVISION = Pattern.compile("\"?\\bwg(?:Revision|CurRevision)Id\"?\\s*[:=]\\s*(\\d+)");
    private static final Pattern ITEM = Pattern.compile("\"?wgWikibaseItemId\"?\\s*[:=]\\s*\"(Q\\d+)\"");
    private static final Pattern LANGUAGE = Pattern.compile("\"wgPageContentLanguage\"\\s*:\\s*\"([\\w-]+)\"");
    private static final Pattern NO_ARTICLE = Pattern.compile("\"wgArticleId\"\\s*:\\s*0\\b");
    private static final Pattern SPECIAL = Pattern.compile("\"wgNamespaceNumber\"\\s*:\\s*(-?[1-9]\\d*)");
    private static final Pattern TITLE = Pattern.compile("\"wgTitle\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ABOUT = Pattern.compile("/revision/(\\d+)");
    private static final Pattern QID = Pattern.compile("(Q\\d+)$");

    private WikiArticle() {}

    /** The page that the bytes of an article are. */
    static WikiPage page(byte[] body, String contentType, String url) throws IOException {
        var named = CHARSET.matcher(contentType == null ? "" : contentType);
        boolean known = named.find() && isCharset(named.group(1));
        var document =
                Jsoup.parse(new ByteArrayInputStream(body), known ? named.group(1) : null, url == null ? "" : url);
        var scripts = new StringBuilder();
        document.select("script")
                .forEach(script -> scripts.append(script.data()).append('\n'));
        return page(document, scripts.toString(), url);
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The same of one that is parsed.
     *
     * @param scripts what its scripts hold
     */
    static WikiPage page(Document document, String scripts, String url) {
        boolean noArticle =
                document.selectFirst(".noarticletext, #noarticletext, .mw-warning-with-logexcerpt + .noarticletext")
                        != null;
        if (noArticle) {
            return WikiPage.none("the wiki has no such article", CityReading.Status.missing);
        }
        if (NO_ARTICLE.matcher(scripts).find() && !SPECIAL.matcher(scripts).find()) {
            return WikiPage.none("the wiki has no such article", CityReading.Status.missing);
        }
        if (document.selectFirst(".redirectMsg, .redirectText") != null
                && document.selectFirst("table[class*=nfob]") == null) {
            return WikiPage.none(
                    "a redirect, not an article: ask for the page that it names", CityReading.Status.missing);
        }
        var special = SPECIAL.matcher(scripts);
        if (special.find()) {
            return WikiPage.none("no article but a page of namespace " + special.group(1), CityReading.Status.refused);
        }
        var address = address(document, url);
        var host = host(address);
        return new WikiPage(
                null,
                CityReading.Status.ok,
                document,
                title(document, scripts),
                language(document, scripts, host),
                host,
                address,
                revision(document, scripts),
                item(document, scripts),
                document.selectFirst(
                                "#disambigbox, .dmbox-disambig, #disambig, [property='mw:PageProp/disambiguation']")
                        != null,
                document.select("#mw-normal-catlinks ul a, #catlinks ul a, link[rel='mw:PageProp/Category']").stream()
                        .map(link -> link.normalName().equals("link")
                                ? link.attr("href").replace('_', ' ')
                                : link.text())
                        .toList());
    }

    private static String title(Document document, String scripts) {
        var heading = document.selectFirst("#firstHeading, h1.firstHeading, h1#section_0, .mw-page-title-main");
        if (heading != null && !heading.text().isBlank()) {
            return PlainText.of(heading.text());
        }
        var named = TITLE.matcher(scripts);
        if (named.find()) {
            try {
                return MAPPER.readValue("\"" + named.group(1) + "\"", String.class);
            } catch (IOException e) {
                return named.group(1);
            }
        }
        var title = document.title()
                .replaceFirst("\\s+[-–—]\\s+[^-–—]*(?:[Ww]ik|Вік|Вик|ウィ|维|維|위키|ويكي|ויקי|Βικ|विकि).*$", "");
        return title.isBlank() ? null : PlainText.of(title);
    }

    private static String address(Document document, String url) {
        if (url != null && host(url) != null) {
            return url;
        }
        for (var link : document.select("link[rel=canonical], link[rel='dc:isVersionOf'], base")) {
            var href = link.attr("href");
            var full = href.startsWith("//") ? "https:" + href : href;
            if (host(full) != null) {
                return full;
            }
        }
        return null;
    }

    private static String host(String address) {
        try {
            var host = address == null
                    ? null
                    : URI.create(address.replace(" ", "_").replaceAll("[\"<>\\\\^`{|}]", ""))
                            .getHost();
            return host == null ? null : MediaWiki.withoutMobile(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String language(Document document, String scripts, String host) {
        var content = document.selectFirst(
                ".mw-parser-output[lang], #mw-content-text [lang].mw-content-ltr, #mw-content-text [lang].mw-content-rtl, #mw-content-text[lang]");
        if (content != null) {
            return content.attr("lang");
        }
        var said = LANGUAGE.matcher(scripts);
        if (said.find()) {
            return said.group(1);
        }
        var html = document.selectFirst("html[lang]");
        if (html != null && !html.attr("lang").isBlank()) {
            return html.attr("lang");
        }
        var body = document.body().attr("lang");
        if (!body.isBlank()) {
            return body;
        }
        return host != null && host.matches("[a-z-]{2,12}\\.wiki[a-z]+\\.org")
                ? host.substring(0, host.indexOf('.'))
                : null;
    }

    private static Long revision(Document document, String scripts) {
        var number = REVISION.matcher(scripts);
        while (number.find()) {
            if (!number.group(1).equals("0")) {
                return Long.valueOf(number.group(1));
            }
        }
        var about = ABOUT.matcher(document.select("html").attr("about"));
        return about.find() ? Long.valueOf(about.group(1)) : null;
    }

    private static String item(Document document, String scripts) {
        var said = ITEM.matcher(scripts);
        if (said.find()) {
            return said.group(1);
        }
        var link = document.selectFirst("#t-wikibase a[href], li.wb-otherproject-wikidata a[href]");
        var item = QID.matcher(link == null ? "" : link.attr("href"));
        return item.find() ? item.group(1) : null;
    }
}
