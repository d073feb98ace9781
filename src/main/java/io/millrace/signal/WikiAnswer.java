package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;

/** Answers of a wiki's API: {@code action=parse}, the page of REST, and what they say where there is no article. */
final class WikiAnswer {
    private static final Set<String> MISSING_CODES =
            Set.of("missingtitle", "nosuchpageid", "nosuchrevid", "pagecannotexist", "rest-nonexistent-title");

    private WikiAnswer() {}

    /** The page that an answer holds. */
    static WikiPage page(JsonNode answer, String url) {
        var error = answer.has("error")
                ? answer.path("error")
                : answer.path("errors").path(0);
        if (!error.isMissingNode()) {
            var code = error.path("code").asText();
            return WikiPage.none(
                    "the wiki answers " + code + ": "
                            + error.path("info").asText(error.path("text").asText("")),
                    MISSING_CODES.contains(code) ? CityReading.Status.missing : CityReading.Status.error);
        }
        if (answer.path("httpCode").asInt() == 404
                || answer.path("type").asText().endsWith("not_found")) {
            return WikiPage.none("the wiki has no such article", CityReading.Status.missing);
        }
        var asked = answer.path("query").path("pages");
        for (var page : asked) {
            if (page.has("missing") || page.has("invalid")) {
                return WikiPage.none(
                        "the wiki has no article called " + page.path("title").asText(), CityReading.Status.missing);
            }
        }
        if (answer.path("html").isTextual()) {
            var page = WikiArticle.page(Jsoup.parse(answer.path("html").asText()), "", url);
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
            return WikiPage.none(
                    "an answer without the text of a page: ask with action=parse and prop=text",
                    CityReading.Status.error);
        }
        if (parse.path("ns").asInt(0) != 0) {
            return WikiPage.none(
                    "no article but a page of namespace " + parse.path("ns").asInt(), CityReading.Status.refused);
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
        var page = WikiArticle.page(Jsoup.parse(shown.toString()), "", url);
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
}
