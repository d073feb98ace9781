package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.extract.ExtractHints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shops that change their template: the real extraction reads their pages, and the health of the source says so. */
class TemplateBreakageTest {
    private static final int PAGES = 18;
    private static final int NORMAL = 4 * PAGES;
    /** A change shows within so many looks. */
    private static final int LIMIT = 20;

    private static final ExtractHints SELECTED = new ExtractHints(Map.of("price", "span.price-now"), null, null);

    @TempDir
    private Path folder;

    /**
     * What a shop does to its pages.
     *
     * @param signal one of the alarms that this has to give
     */
    record Breakage(String name, String template, ExtractHints hints, String signal, UnaryOperator<String> change) {
        @Override
        public String toString() {
            return template + ": " + name;
        }
    }

    private static Breakage of(String template, String name, String signal, UnaryOperator<String> change) {
        return new Breakage(name, template, ExtractHints.NONE, signal, change);
    }

    private static UnaryOperator<String> without(String pattern) {
        return page -> page.replaceAll(pattern, "");
    }

    static Stream<Breakage> breakages() {
        return Stream.of(
                of("json-ld", "JSON-LD removed", "method", without("(?s)<script.*?</script>")),
                of(
                        "json-ld",
                        "cents in place of units",
                        "price_level",
                        page -> page.replaceAll("(\\d+)\\.(\\d\\d)\\b", "$1$2")),
                of(
                        "json-ld",
                        "currency dropped",
                        "currency",
                        page -> page.replace("\"priceCurrency\":\"EUR\",", "").replace("€", "")),
                of("json-ld", "SKU gone", "sku", without("\"sku\":\"[^\"]*\",")),
                of("json-ld", "name gone", "name", without("\"name\":\"Thing[^\"]*\",|<h1>.*</h1>|<title>.*</title>")),
                of(
                        "json-ld",
                        "availability in words of its own",
                        "availability",
                        page -> page.replaceAll("https://schema.org/InStock", "level-green-7")
                                .replace("Add to basket", "More")),
                of(
                        "json-ld",
                        "price behind a login",
                        "price",
                        page -> page.replaceAll("(?s)<script.*?</script>", "")
                                .replaceAll("(?s)<p class=\"buy\">.*?</p>", "<p>Log in to see our prices</p>")),
                of("json-ld", "another language", "language", page -> page.replace("lang=\"en\"", "lang=\"pl\"")),
                of(
                        "json-ld",
                        "a captcha for everybody",
                        "page",
                        page -> "<title>Just a moment...</title><div class=\"g-recaptcha\"></div>"
                                + "<p>Please verify you are a human</p>"),
                of("microdata", "attributes renamed", "method", page -> page.replace("itemprop=", "data-prop=")),
                of(
                        "microdata",
                        "cents in the attribute and on the page",
                        "price_level",
                        page -> page.replaceAll("(\\d+)\\.(\\d\\d)\\b", "$1$2")),
                of(
                        "microdata",
                        "list price taken as price",
                        "list_price",
                        page -> page.replaceAll(
                                "(?s)<del class=\"old\">£([\\d.]+)</del>.*?<span class=\"now\"[^>]*>[^<]*</span>",
                                "<span class=\"now\" itemprop=\"price\" content=\"$1\">£$1</span>")),
                of("microdata", "GTIN gone", "gtin", without(", EAN <span.*?</span>")),
                of("microdata", "brand gone", "brand", without("<span itemprop=\"brand\".*?</span>,")),
                of("meta", "price no longer in the head", "method", without("<meta property=\"product:price.*?>")),
                of(
                        "meta",
                        "another currency",
                        "price_level",
                        page -> page.replace("\"EUR\"", "\"USD\"").replace("€", "$")),
                of(
                        "meta",
                        "sent on to the home page",
                        "price",
                        page ->
                                "<html lang=\"de\"><title>Willkommen</title><h1>Willkommen</h1><p>Werkzeug und mehr</p>"),
                new Breakage(
                        "class renamed",
                        "visible",
                        SELECTED,
                        "price",
                        page -> page.replace("class=\"price-now\"", "class=\"c-price__amount\"")),
                of(
                        "visible",
                        "price moved into an attribute",
                        "price",
                        page -> page.replaceAll(
                                        "<span class=\"price-now\">([^<]*)</span>", "<x-price data-v=\"$1\"></x-price>")
                                .replaceAll("<del.*</del>", "")),
                of(
                        "visible",
                        "decimal separator lost",
                        "price_level",
                        page -> page.replaceAll("(\\d+)\\.(\\d\\d)\\b", "$1$2")),
                of(
                        "visible",
                        "price on request",
                        "price",
                        page -> page.replaceAll("(?s)<div class=\"offer\">.*?</div>", "<div>Price on request</div>")),
                of(
                        "visible",
                        "availability in a picture",
                        "availability",
                        page -> page.replaceAll("<p class=\"stock\">.*?</p>", "<img src=\"/green.png\">")
                                .replaceAll("<button>.*</button>", "")));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void aChangedTemplateShowsWithinTwentyLooks(Breakage breakage) {
        var template = Shop.template(breakage.template());
        try (var shop = new Shop(folder)) {
            shop.looks(0, NORMAL, PAGES, template, breakage.hints(), UnaryOperator.identity());
            assertEquals(List.of(), shop.alarms());
            shop.looks(NORMAL, NORMAL + LIMIT, PAGES, template, breakage.hints(), breakage.change());
            assertTrue(
                    shop.alarms().contains(breakage.signal()),
                    "alarmed are " + new TreeSet<>(shop.alarms()) + ", not " + breakage.signal());
        }
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void theAlarmsEndByThemselvesWhenTheTemplateIsBack(Breakage breakage) {
        var template = Shop.template(breakage.template());
        try (var shop = new Shop(folder)) {
            shop.looks(0, NORMAL, PAGES, template, breakage.hints(), UnaryOperator.identity());
            shop.looks(NORMAL, NORMAL + 60, PAGES, template, breakage.hints(), breakage.change());
            assertTrue(shop.alarms().contains(breakage.signal()), "it lasts as long as the template");
            shop.looks(NORMAL + 60, NORMAL + 80, PAGES, template, breakage.hints(), UnaryOperator.identity());
            assertEquals(List.of(), shop.alarms());
        }
    }
}
