package io.millrace.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoShopIT {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final long SEED = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private DemoShop shop = DemoShop.start(Clock.fixed(NOW, ZoneOffset.UTC), SEED, 0);

    @AfterEach
    void closeShop() {
        shop.close();
    }

    @Test
    void everyGermanPageHoldsItsPriceInJsonLdAndInGermanNumbers() throws Exception {
        for (var i = 0; i < 20; i++) {
            var product = Products.of("de").get(i);
            var offer = offer(ShopPrice.EUR, product);
            var page = page(0, i);
            var item = jsonLd(page);
            assertEquals(product.name(), item.path("name").asText());
            assertEquals(product.sku(), item.path("sku").asText());
            assertEquals(product.gtin(), item.path("gtin13").asText());
            assertEquals(
                    offer.price(),
                    new BigDecimal(item.path("offers").path("price").asText()));
            assertEquals("EUR", item.path("offers").path("priceCurrency").asText());
            assertEquals(
                    offer.inStock(),
                    item.path("offers").path("availability").asText().endsWith("/InStock"));
            assertEquals(
                    offer.listPrice().map(BigDecimal::toPlainString).orElse(""),
                    item.path("offers").path("priceSpecification").path("price").asText());
            assertEquals(
                    offer.price().toPlainString(),
                    page.select("p.now")
                            .text()
                            .replace(".", "")
                            .replace(',', '.')
                            .replaceAll("[^0-9.]", ""));
        }
    }

    @Test
    void germanNumbersGroupWithPointsAndEndWithTheEuroSign() throws Exception {
        var machine = page(0, 1).select("p.now").text();
        assertTrue(machine.matches("1\\.\\d{3},\\d{2}[\\s\u00a0]€"), machine);
    }

    @Test
    void everyAmericanPageHoldsItsPriceInMicrodata() throws Exception {
        for (var i = 0; i < 20; i++) {
            var product = Products.of("us").get(i);
            var offer = offer(ShopPrice.USD, product);
            var page = page(1, i);
            var priced = page.select("[itemtype='https://schema.org/Product'] > div > [itemprop=offers]");
            assertEquals(product.name(), page.select("[itemprop=name]").text());
            assertEquals(product.sku(), page.select("[itemprop=sku]").text());
            assertEquals(
                    offer.price(),
                    new BigDecimal(priced.select("> [itemprop=price]").attr("content")));
            assertEquals(
                    "https://schema.org/" + (offer.inStock() ? "InStock" : "OutOfStock"),
                    priced.select("[itemprop=availability]").attr("href"));
            assertEquals(
                    offer.listPrice().map(BigDecimal::toPlainString).orElse(""),
                    priced.select("[itemprop=priceSpecification] [itemprop=price]")
                            .attr("content"));
        }
    }

    @Test
    void everyJapanesePageHoldsItsPriceInPlainHtmlUnlessSoldOut() throws Exception {
        for (var i = 0; i < 20; i++) {
            var product = Products.of("jp").get(i);
            var offer = offer(ShopPrice.JPY, product);
            var page = page(2, i);
            assertEquals(product.name(), page.select("h1.shohin-mei").text());
            assertEquals(product.sku(), page.select("dd.shohin-bango").text());
            assertEquals(
                    offer.inStock() ? offer.price().toPlainString() : "",
                    page.select("span.kakaku").text().replaceAll("[^0-9]", ""));
            assertEquals(
                    offer.inStock() ? "在庫あり" : "在庫切れ", page.select("p.zaiko").text());
            assertTrue(page.select("script, [itemprop]").isEmpty());
        }
    }

    @Test
    void pagesFollowTheClock() throws Exception {
        var hourLater = NOW.plusSeconds(3600);
        try (var later = DemoShop.start(Clock.fixed(hourLater, ZoneOffset.UTC), SEED, 0)) {
            var product = Products.of("de").get(0);
            var price = jsonLd(document(later.fronts().get(0).productPages().get(0)))
                    .path("offers")
                    .path("price")
                    .asText();
            var expected =
                    new Catalogue(SEED, ShopPrice.EUR).at(product, hourLater).price();
            assertEquals(expected.toPlainString(), price);
            assertFalse(expected.equals(offer(ShopPrice.EUR, product).price()), "choose an hour with another price");
        }
    }

    @Test
    void pagesAreWellFormedHtml() throws Exception {
        for (var front : shop.fronts()) {
            for (var address : List.of(front.base(), front.productPages().get(1))) {
                var parser = Parser.htmlParser().setTrackErrors(10);
                Jsoup.parse(get(address).body(), address.toString(), parser);
                assertEquals(List.of(), List.copyOf(parser.getErrors()), address.toString());
            }
        }
    }

    @Test
    void theIndexLinksEveryProductPage() throws Exception {
        for (var front : shop.fronts()) {
            var links = document(front.base()).select("ul.shelf a").eachAttr("abs:href");
            assertEquals(front.productPages().stream().map(URI::toString).toList(), links);
        }
    }

    @Test
    void robotsTxtAllowsProductsButNotTheCheckout() throws Exception {
        var front = shop.fronts().get(0);
        var robots = get(front.base().resolve("/robots.txt"));
        var rules = new SimpleRobotRulesParser()
                .parseContent(
                        front.base().toString(),
                        robots.body().getBytes(StandardCharsets.UTF_8),
                        "text/plain",
                        List.of("millrace"));
        assertTrue(rules.isAllowed(front.productPages().get(0).toString()));
        assertFalse(rules.isAllowed(front.base().resolve("/checkout").toString()));
    }

    @Test
    void aVisitToTheCheckoutIsCounted() throws Exception {
        get(shop.fronts().get(1).base().resolve("/checkout"));
        assertEquals(1, shop.stats().disallowed());
    }

    @Test
    void faultsAreServedAndCountedAndARetrySucceeds() throws Exception {
        shop.close();
        shop = DemoShop.start(Clock.fixed(NOW, ZoneOffset.UTC), SEED, 3);
        var errors = 0;
        var throttled = 0;
        for (var round = 0; round < 8; round++) {
            for (var page : shop.fronts().get(1).productPages()) {
                var answer = get(page);
                errors += answer.statusCode() == 500 ? 1 : 0;
                throttled += answer.statusCode() == 429 ? 1 : 0;
                if (answer.statusCode() == 429) {
                    assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
                }
                if (answer.statusCode() != 200) {
                    assertEquals(200, get(page).statusCode());
                }
            }
        }
        assertTrue(errors > 0 && throttled > 0, errors + " errors, " + throttled + " throttled");
        assertEquals(errors, shop.stats().errors());
        assertEquals(throttled, shop.stats().throttled());
        assertEquals(160 + errors + throttled, shop.stats().products());
    }

    @Test
    void aWrongAddressIsNotFound() throws Exception {
        assertEquals(
                404,
                get(shop.fronts().get(0).base().resolve("/artikel/none.html")).statusCode());
    }

    @Test
    void sourceFilesReadAsAUserWouldWriteThem() {
        var files = shop.sourceFiles(Duration.ofSeconds(5));
        assertEquals(List.of("demo-de.yaml", "demo-us.yaml", "demo-jp.yaml"), List.copyOf(files.keySet()));
        var text = files.get("demo-jp.yaml");
        assertTrue(text.startsWith("source: demo-jp\nevery: 5s\npages:\n  - http://127.0.0.1:"), text);
        assertTrue(text.contains("\n  price: span.kakaku\n"), text);
        assertTrue(text.endsWith("fetch: {delay: 0s, allow-private: true}\n"), text);
        for (var page : shop.fronts().get(2).productPages()) {
            assertTrue(text.contains("  - " + page + "\n"), text);
        }
    }

    @Test
    void aClosedShopNoLongerListens() {
        var base = shop.fronts().get(0).base();
        shop.close();
        assertThrows(ConnectException.class, () -> get(base));
    }

    private static Offer offer(ShopPrice currency, Product product) {
        return new Catalogue(SEED, currency).at(product, NOW);
    }

    private static JsonNode jsonLd(Document page) throws IOException {
        return new ObjectMapper()
                .readTree(page.select("script[type=application/ld+json]").get(0).data());
    }

    private Document page(int front, int product) throws Exception {
        return document(shop.fronts().get(front).productPages().get(product));
    }

    private Document document(URI address) throws Exception {
        return Jsoup.parse(get(address).body(), address.toString());
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
