package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static io.millrace.extract.Pages.fixture;
import static io.millrace.extract.Pages.price;
import static io.millrace.extract.Pages.withJsonLd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.price.Availability;
import io.millrace.price.PriceHints;
import io.millrace.price.PriceParser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferExtractorTest {
    private static String offer(String price, String more) {
        return withJsonLd("{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"@type\":\"Offer\",\"price\":" + price
                + more + "}}");
    }

    @Test
    void aSoldOutPageGivesNeitherZeroNorANeighboursPrice() {
        var extraction = fixture("sold-out.html", "https://lamps.example/paper");
        assertEquals(Status.no_price, extraction.status());
        assertNull(extraction.offer().price());
        assertNull(extraction.offer().priceText());
        assertEquals(Availability.SoldOut, extraction.offer().availability());
        assertEquals("L-1", extraction.offer().sku());
        assertFalse(extraction.payload().containsKey("price"));
    }

    @Test
    void aChallengeIsBlockedAndGivesNoValues() {
        var extraction = fixture("challenge.html", "https://shop.example/p/1");
        assertEquals(Status.blocked, extraction.status());
        assertNull(extraction.offer());
        assertTrue(extraction.payload().isEmpty());
    }

    @Test
    void aProductPageThatMentionsACaptchaIsNotBlocked() {
        var page =
                offer("\"5.00\"", ",\"priceCurrency\":\"EUR\"").replace("</body>", "<div id=px-captcha></div></body>");
        assertEquals("5.00 EUR", price(extract(page)));
    }

    @Test
    void theMoreTrustedOfTwoPricesWinsWithLessConfidence() {
        var agreeing = offer("\"20.00\"", ",\"priceCurrency\":\"EUR\"")
                .replace("</head>", "<meta property='og:price:amount' content='20.00'></head>");
        var differing = agreeing.replace("content='20.00'", "content='25.00'");
        assertEquals("20.00 EUR", price(extract(differing)));
        assertTrue(extract(differing).offer().confidence()
                < extract(agreeing).offer().confidence());
    }

    @Test
    void aPriceThatThePageShowsOutweighsOneThatItDoesNot() {
        var page = offer("\"25.00\"", ",\"priceCurrency\":\"EUR\"")
                .replace("</head>", "<meta property='og:price:amount' content='20.00'></head>")
                .replace("</h1>", "</h1><p>20,00 €</p>");
        assertEquals("20.00 EUR", price(extract(page)));
    }

    @Test
    void aStatedPriceThatThePageStrikesOutGivesWayToTheOneToPay() {
        var page = offer("\"30.00\"", ",\"priceCurrency\":\"EUR\"")
                .replace(
                        "</h1>",
                        "</h1><p class=price><del>30,00 €</del> <b>20,00 €</b></p><button>Add to cart</button>");
        var extraction = extract(page);
        assertEquals("20.00 EUR", price(extraction));
        assertEquals("30.00", extraction.offer().listPrice().amount().toPlainString());
    }

    @Test
    void aListPriceThatOnlyAReaderSeesIsTakenWithTheSamePrice() {
        var page = offer("\"20.00\"", ",\"priceCurrency\":\"EUR\"")
                .replace(
                        "</h1>",
                        "</h1><p class=price><del>1.030,00 €</del> <b>20,00 €</b></p><button>Add to cart</button>");
        var extraction = extract(page);
        assertEquals("json-ld", extraction.offer().method());
        assertEquals("1.030,00 €", extraction.payload().get("list_price"));
        assertEquals("1030.00", extraction.offer().listPrice().amount().toPlainString());
    }

    @Test
    void ofManyProductsNoneOfWhichThePageNamesNoneIsTaken() {
        var page = "<h1>Lamp</h1>"
                + ("<div itemscope itemtype='http://schema.org/Product'><b itemprop=name>Chair</b>"
                                + "<div itemprop=offers itemscope itemtype='http://schema.org/Offer'><i itemprop=price>9,00 €</i></div></div>")
                        .repeat(3);
        assertEquals("no_price", price(extract(page)));
    }

    @Test
    void hostilePagesAreReadInLinearTime() {
        for (var part : List.of(
                "<div>",
                "<b>€1</b>",
                "<p class=price>€1.50 ",
                "<div itemscope itemtype=Product><i itemprop=price>1</i>",
                "<h1>a</h1>",
                "<button>buy now</button>1 €")) {
            var html = part.repeat(10_000);
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> extract(html), () -> "slow: " + part);
        }
    }

    @Test
    void theProductOfAnotherPageIsNotTaken() {
        var page =
                "<html><head><title>Lamp</title><script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Pine Chair\","
                        + "\"url\":\"https://shop.example/p/chair\",\"offers\":{\"price\":\"79.00\",\"priceCurrency\":\"EUR\"}}</script></head>"
                        + "<body><h1>Lamp</h1></body></html>";
        assertEquals("no_price", price(extract(page)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.ca/p/1, 10.00 CAD",
        "https://shop.com.au/p/1, 10.00 AUD",
        "https://shop.example/us/en/p/1, 10.00 USD",
        "https://shop.example/p/1, 10.00 null",
    })
    void theShopsCountrySettlesADollar(String url, String expected) {
        var body = offer("\"$10.00\"", "").getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, price(OfferExtractor.extract(new Page(body, null, url), ExtractHints.NONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, text/html; charset=windows-1252,",
        "windows-1252, text/html, <meta charset=windows-1252>",
        "UTF-16, text/html,",
        "UTF-8,, ",
    })
    void theCharsetIsFoundByMarkHeaderMetaOrIsUtf8(String charset, String contentType, String meta) {
        var html = (meta == null ? "" : meta) + "<h1>Mug</h1><p itemprop=price>5,00 €</p>";
        var page = new Page(html.getBytes(Charset.forName(charset)), contentType, null);
        assertEquals("5.00 EUR", price(OfferExtractor.extract(page, ExtractHints.NONE)));
    }

    @Test
    void anEmptyBinaryOrForeignPageIsAnErrorWithItsReason() {
        var none = ExtractHints.NONE;
        assertEquals(
                "the page is empty",
                OfferExtractor.extract(new Page(new byte[0], null, null), none).reason());
        assertEquals(
                Status.error,
                OfferExtractor.extract(new Page(new byte[] {1, 0, 2}, null, null), none)
                        .status());
        var pdf = OfferExtractor.extract(
                new Page("%PDF".getBytes(StandardCharsets.US_ASCII), "application/pdf", null), none);
        assertEquals("the content type is application/pdf, not HTML", pdf.reason());
    }

    @Test
    void noPageMakesItThrow() {
        var random = new Random(7);
        var parts = List.of(
                "<div itemscope itemtype=Product>",
                "<script type=ld+json>{",
                "\"offers\":[",
                "<",
                "</div>",
                "€",
                "1.2,3",
                "<meta property=og:price content=",
                "<span itemprop=price>",
                "'",
                "\"",
                "<p class=price>",
                "{}",
                "@type");
        for (int page = 0; page < 500; page++) {
            var html = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                html.append(parts.get(random.nextInt(parts.size())));
            }
            extract(html.toString());
        }
        extract("<div itemscope itemprop=offers>".repeat(20_000) + "<b itemprop=price>5 €</b>");
    }

    @Test
    void thePayloadIsCleanedToTheSamePriceThatWasExtracted() {
        var extraction = extract(offer("\"1.226\"", ",\"priceCurrency\":\"KWD\""));
        var payload = extraction.payload();
        assertEquals("1.226", payload.get("price"));
        assertEquals("KWD", payload.get("currency"));
        assertEquals(Map.of("currency", "KWD", "decimal_separator", "."), payload.get("hints"));
        var cleaned = PriceParser.parse("1.226", new PriceHints("KWD", null, '.', null))
                .orElseThrow();
        assertEquals(extraction.offer().price(), cleaned);
    }

    @Test
    void theEvidenceHoldsTheMethodTheHashAndWhatWasRejected() {
        var evidence = fixture("related-products.html", "https://home.example/p/oak-table")
                .evidence();
        assertEquals("json-ld", evidence.get("method"));
        assertEquals("$[1].offers.price", evidence.get("selector"));
        assertEquals("450", evidence.get("raw"));
        assertEquals(64, ((String) evidence.get("page_hash")).length());
        assertEquals(2, ((List<?>) evidence.get("rejected")).size());
    }
}
