package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A page of a wiki, in whatever form it was had: an answer of the API, an article as it is shown, or its Parsoid form.
 *
 * @param fault why there is none; null if there is
 * @param status what there is instead of an article: a missing one, a page of another kind, an error; ok if there is one
 * @param document its HTML
 * @param title as it is shown; null if unsaid
 * @param language BCP 47 tag; null if unsaid
 * @param host of the wiki, without {@code m.}; null if unsaid
 * @param address of the page; null if unsaid
 * @param revision null if unsaid
 * @param wikidata null if unsaid
 * @param ambiguous whether the wiki marks it as a disambiguation page
 * @param categories their names
 */
record WikiPage(
        String fault,
        CityReading.Status status,
        Document document,
        String title,
        String language,
        String host,
        String address,
        Long revision,
        String wikidata,
        boolean ambiguous,
        List<String> categories) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> MISSING_CODES =
            Set.of("missingtitle", "nosuchpageid", "nosuchrevid", "pagecannotexist", "rest-nonexistent-title");
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REVISION = Pattern.compile("\"?\\bwg(?:Revision|CurRevision)Id\"?\\s*[:=]\\s*(\\d+)");
    private static final Pattern ITEM = Pattern.compile("\"?wgWikibaseItemId\"?\\s*[:=]\\s*\"(Q\\d+)\"");
    private static final Pattern LANGUAGE = Pattern.compile("\"wgPageContentLanguage\"\\s*:\\s*\"([\\w-]+)\"");
    private static final Pattern NO_ARTICLE = Pattern.compile("\"wgArticleId\"\\s*:\\s*0\\b");
    private static final Pattern SPECIAL = Pattern.compile("\"wgNamespaceNumber\"\\s*:\\s*(-?[1-9]\\d*)");
    private static final Pattern TITLE = Pattern.compile("\"wgTitle\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ABOUT = Pattern.compile("/revision/(\\d+)");
    private static final Pattern QID = Pattern.compile("(Q\\d+)$");

    static WikiPage of(byte[] bytes, String contentType, String url) {
        try {
            var body = unzipped(bytes);
            int i = body.length >= 3 && (body[0] & 0xff) == 0xef ? 3 : 0;
            while (i < body.length && Character.isWhitespace(body[i])) {
                i++;
            }
            if (i == body.length) {
                return none("the page is empty: ask for it again", CityReading.Status.error);
            }
            boolean json = body[i] == '{' || body[i] == '[';
            return json ? ofJson(MAPPER.readTree(body, i, body.length - i), url) : ofHtml(body, contentType, url);
        } catch (IOException e) {
            return none(
                    "neither HTML nor an answer of a wiki's API: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    CityReading.Status.error);
        }
    }

    private static WikiPage none(String fault, CityReading.Status status) {
        return new WikiPage(fault, status, null, null, null, null, null, null, null, false, List.of());
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        boolean gzip = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
        return gzip ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    }

    private static WikiPage ofJson(JsonNode answer, String url) {
        var error = answer.has("error")
                ? answer.path("error")
                : answer.path("errors").path(0);
        if (!error.isMissingNode()) {
            var code = error.path("code").asText();
            return none(
                    "the wiki answers " + code + ": "
                            + error.path("info").asText(error.path("text").asText("")),
                    MISSING_CODES.contains(code) ? CityReading.Status.missing : CityReading.Status.error);
        }
        if (answer.path("httpCode").asInt() == 404
                || answer.path("type").asText().endsWith("not_found")) {
            return none("the wiki has no such article", CityReading.Status.missing);
        }
        var asked = answer.path("query").path("pages");
        for (var page : asked) {
            if (page.has("missing") || page.has("invalid")) {
                return none(
                        "the wiki has no article called " + page.path("title").asText(), CityReading.Status.missing);
            }
        }
        if (answer.path("html").isTextual()) {
            var page = ofDocument(Jsoup.parse(answer.path("html").asText()), "", url);
            var revision = answer.path("latest").path("id");
            return page.with(
                    answer.path("title").asText(null),
                    revision.isNumber() ? (Long) revision.asLong() : page.revision(),
                    page.wikidata(),
                    page.ambiguous(),
                    page.categories());
        }
        var parse = answer.path("parse");
        var html = parse.path("text").isTextual()
                ? parse.path("text")
                : parse.path("text").path("*");
        if (!html.isTextual()) {
            return none(
                    "an answer without the text of a page: ask with action=parse and prop=text",
                    CityReading.Status.error);
        }
        if (parse.path("ns").asInt(0) != 0) {
            return none("no article but a page of namespace " + parse.path("ns").asInt(), CityReading.Status.refused);
        }
        var shown = new StringBuilder(html.asText());
        // Editions that put the coordinates beside the title answer them apart from the text.
        for (var indicator : parse.path("indicators")) {
            shown.append("<div class=\"mw-indicators\">")
                    .append(
                            indicator.isTextual()
                                    ? indicator.asText()
                                    : indicator
                                            .path("*")
                                            .asText(indicator.path("html").asText("")))
                    .append("</div>");
        }
        var page = ofDocument(Jsoup.parse(shown.toString()), "", url);
        var categories = new ArrayList<String>();
        for (var category : parse.path("categories")) {
            categories.add(
                    category.isTextual()
                            ? category.asText()
                            : category.path("category")
                                    .asText(category.path("*").asText(""))
                                    .replace('_', ' '));
        }
        var revision = parse.path("revid");
        var item = property(parse.path("properties"), "wikibase_item");
        return page.with(
                title(parse, page),
                revision.isNumber() ? (Long) revision.asLong() : page.revision(),
                item.orElse(page.wikidata()),
                property(parse.path("properties"), "disambiguation").isPresent() || page.ambiguous(),
                categories);
    }

    private static String title(JsonNode parse, WikiPage page) {
        var shown = parse.path("displaytitle").asText("");
        var text = shown.isEmpty() ? "" : PlainText.of(Jsoup.parse(shown).text());
        return text.isEmpty() ? parse.path("title").asText(page.title()) : text;
    }

    private static Optional<String> property(JsonNode properties, String name) {
        if (properties.has(name)) {
            return Optional.of(properties.path(name).asText(""));
        }
        for (var property : properties) {
            if (property.path("name").asText().equals(name)) {
                return Optional.of(
                        property.path("*").asText(property.path("value").asText("")));
            }
        }
        return Optional.empty();
    }

    private static WikiPage ofHtml(byte[] body, String contentType, String url) throws IOException {
        var named = CHARSET.matcher(contentType == null ? "" : contentType);
        boolean known = named.find() && isCharset(named.group(1));
        var document =
                Jsoup.parse(new ByteArrayInputStream(body), known ? named.group(1) : null, url == null ? "" : url);
        var scripts = new StringBuilder();
        document.select("script")
                .forEach(script -> scripts.append(script.data()).append('\n'));
        return ofDocument(document, scripts.toString(), url);
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static WikiPage ofDocument(Document document, String scripts, String url) {
        boolean noArticle =
                document.selectFirst(".noarticletext, #noarticletext, .mw-warning-with-logexcerpt + .noarticletext")
                        != null;
        if (noArticle) {
            return none("the wiki has no such article", CityReading.Status.missing);
        }
        if (NO_ARTICLE.matcher(scripts).find() && !SPECIAL.matcher(scripts).find()) {
            return none("the wiki has no such article", CityReading.Status.missing);
        }
        if (document.selectFirst(".redirectMsg, .redirectText") != null
                && document.selectFirst("table[class*=nfob]") == null) {
            return none("a redirect, not an article: ask for the page that it names", CityReading.Status.missing);
        }
        var special = SPECIAL.matcher(scripts);
        if (special.find()) {
            return none("no article but a page of namespace " + special.group(1), CityReading.Status.refused);
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

    private WikiPage with(
            String newTitle, Long newRevision, String item, boolean isAmbiguous, List<String> newCategories) {
        return new WikiPage(
                fault,
                status,
                document,
                newTitle,
                language,
                host,
                address,
                newRevision,
                item == null || item.isBlank() ? null : item,
                isAmbiguous,
                newCategories.isEmpty() ? categories : List.copyOf(newCategories));
    }
}
