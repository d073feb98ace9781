package io.millrace.local.providers;

import static io.millrace.local.providers.Reply.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An encyclopedia: articles below {@code /wiki/}, and what MediaWiki's API says of them, in its second format. */
final class WikiApi {
    private static final Map<String, String> REDIRECTS =
            Map.of("Lisbon", "Lisboa", "Prague", "Praha", "Osaka", "大阪市", "Chicago, Illinois", "Chicago");
    private static final int FIRST_REVISION = 1_260_000_000;
    private static final int FIRST_PAGE = 3_000;

    private final WikidataApi wikidata = new WikidataApi();

    Reply article(Asked asked) {
        return city(asked.path().substring("/wiki/".length()))
                .map(city -> Reply.page(page(city)))
                .orElseGet(() -> Reply.text(404, "no article of this name: there are " + titles() + "\n"));
    }

    Reply api(Asked asked) {
        if (!asked.of("format").equals("json")) {
            return error("badvalue", "this stand-in answers with format=json alone");
        }
        return switch (asked.of("action")) {
            case "parse" -> parse(asked);
            case "query" -> query(asked);
            case "wbgetentities" -> wikidata.entities(asked);
            default -> error("badvalue", "Unrecognized value for parameter \"action\": " + asked.of("action") + ".");
        };
    }

    private static Reply parse(Asked asked) {
        var found = city(asked.of("page"));
        if (found.isEmpty()) {
            return error("missingtitle", "The page you specified doesn't exist.");
        }
        var city = found.get();
        var title = title(asked.of("page"));
        var parse = object(
                "title", city.title(),
                "pageid", pageId(city),
                "revid", revision(city),
                "redirects", redirects(title, city),
                "text", text(city),
                "displaytitle", "<span class=\"mw-page-title-main\">" + city.title() + "</span>",
                "categories", List.of(),
                "indicators", List.of(),
                "properties", object("wikibase_item", city.item()));
        return Reply.json(200, object("parse", parse));
    }

    private static Reply query(Asked asked) {
        var title = title(asked.of("titles"));
        var page = city(title)
                .map(city -> object(
                        "pageid", pageId(city),
                        "ns", 0,
                        "title", city.title(),
                        "revisions", List.of(object("revid", revision(city), "parentid", revision(city) - 1))))
                .orElseGet(() -> object("ns", 0, "title", title, "missing", true));
        return Reply.json(200, object("batchcomplete", true, "query", object("pages", List.of(page))));
    }

    private static List<Map<String, Object>> redirects(String title, DemoCity city) {
        return title.equals(city.title()) ? List.of() : List.of(object("from", title, "to", city.title()));
    }

    private static Optional<DemoCity> city(String asked) {
        var title = title(asked);
        var target = REDIRECTS.getOrDefault(title, title);
        return DemoCity.all().stream()
                .filter(city -> city.title().equals(target))
                .findFirst();
    }

    private static String title(String asked) {
        return asked.replace('_', ' ').strip();
    }

    private static List<String> titles() {
        return DemoCity.all().stream().map(DemoCity::title).toList();
    }

    private static int revision(DemoCity city) {
        return FIRST_REVISION + 1_000 * DemoCity.all().indexOf(city);
    }

    private static int pageId(DemoCity city) {
        return FIRST_PAGE + DemoCity.all().indexOf(city);
    }

    private static String text(DemoCity city) {
        return Resource.text("wiki/" + city.language() + ".html");
    }

    private static String page(DemoCity city) {
        return """
                <!DOCTYPE html>
                <html class="client-nojs" lang="%s" dir="ltr">
                <head>
                <meta charset="UTF-8">
                <title>%s</title>
                <script>RLCONF={"wgWikibaseItemId":"%s","wgRevisionId":%d,"wgTitle":"%s"};</script>
                </head>
                <body class="mediawiki ltr sitedir-ltr">
                <h1 id="firstHeading" class="firstHeading mw-first-heading"><span class="mw-page-title-main">%s</span></h1>
                <div id="bodyContent" class="vector-body"><div id="mw-content-text" class="mw-body-content">
                %s</div></div>
                </body>
                </html>
                """.formatted(
                city.language(), city.title(), city.item(), revision(city), city.title(), city.title(), text(city));
    }

    /** MediaWiki tells of its errors with the status 200. */
    private static Reply error(String code, String info) {
        return Reply.json(200, object("error", object("code", code, "info", info)));
    }
}
