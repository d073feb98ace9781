package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static io.millrace.extract.Pages.fixture;
import static io.millrace.extract.Pages.price;
import static io.millrace.extract.Pages.withJsonLd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.price.Availability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLdTest {
    private static final String OFFER =
            "\"offers\":{\"@type\":\"Offer\",\"price\":\"19.90\",\"priceCurrency\":\"EUR\"}";

    @Test
    void aProductInAGraphIsReadWhole() {
        var offer = fixture("json-ld-product.html", "https://bergladen.example/p/wanderstiefel-alpin-40")
                .offer();
        assertEquals("1299.50", offer.priceText());
        assertEquals("EUR", offer.price().currency());
        assertEquals("1499.00", offer.listPrice().amount().toPlainString());
        assertEquals(Availability.InStock, offer.availability());
        assertEquals("Wanderstiefel Alpin 40", offer.name());
        assertEquals("BL-4711", offer.sku());
        assertEquals("Alpin", offer.brand());
        assertEquals("4006381333931", offer.gtin());
        assertEquals("Bergladen GmbH", offer.seller());
        assertEquals("de-DE", offer.language());
        assertEquals("json-ld", offer.method());
        assertEquals("$.@graph[1].offers.price", offer.selector());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* product */ {\"@type\":\"Product\",%s} // end",
                "//<![CDATA[\n{\"@type\":\"Product\",%s}\n//]]>",
                "<![CDATA[{\"@type\":\"Product\",%s}]]>",
                "<!-- {\"@type\":\"Product\",%s} -->",
                "{\"@type\":\"Product\",%s,}",
                "{\"@type\":\"Product\",%s};",
                "{\"@type\":\"Product\",\"description\":\"two\nlines\tand a tab\",%s}",
                "{\"@type\":\"Product\",\"description\":\"the \"best\" lamp\",%s}",
                "{\"@type\":[\"Product\",\"Thing\"],%s}",
                "{\"@type\":\"http://schema.org/Product\",%s}",
                "{\"@type\":\"WebSite\"}{\"@type\":\"Product\",%s}",
                "[[{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Product\",%s}}]]",
                "{\"@type\":\"Event\",\"name\":\"Concert\",%s}",
            })
    void blocksThatAreAlmostJsonAreRead(String block) {
        assertEquals("19.90 EUR", price(extract(withJsonLd(block.formatted(OFFER)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@type\":\"AggregateOffer\",\"lowPrice\":\"19.90\",\"highPrice\":\"30\",\"priceCurrency\":\"EUR\"}",
                "[{\"@type\":\"Offer\",\"price\":19.90,\"priceCurrency\":\"EUR\"}]",
                "{\"@type\":\"Offer\",\"priceSpecification\":{\"price\":\"19.90\",\"priceCurrency\":\"EUR\"}}",
                "{\"@type\":\"Offer\",\"priceSpecification\":[{\"priceType\":\"ListPrice\",\"price\":\"25.00\",\"priceCurrency\":\"EUR\"},"
                        + "{\"price\":\"19.90\",\"priceCurrency\":\"EUR\"}]}",
                "{\"@type\":\"Offer\",\"price\":\"19.90\",\"priceCurrency\":\"EUR\",\"priceSpecification\":"
                        + "{\"price\":\"39.80\",\"referenceQuantity\":{\"value\":1}}}",
                "{\"@type\":\"Offer\",\"price\":\"€19.90\"}",
                "[{\"@type\":\"Offer\",\"price\":\"9.90\",\"priceCurrency\":\"EUR\",\"itemCondition\":\"http://schema.org/UsedCondition\"},"
                        + "{\"@type\":\"Offer\",\"price\":\"19.90\",\"priceCurrency\":\"EUR\",\"itemCondition\":\"NewCondition\"}]",
                "{\"@type\":\"AggregateOffer\",\"offers\":[{\"@type\":\"Offer\",\"price\":\"29.90\",\"priceCurrency\":\"EUR\"},"
                        + "{\"@type\":\"Offer\",\"price\":\"19.90\",\"priceCurrency\":\"EUR\"}]}",
            })
    void everyShapeOfAnOfferGivesThePriceToPay(String offers) {
        var page = withJsonLd("{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":" + offers + "}");
        assertEquals("19.90 EUR", price(extract(page)));
    }

    @Test
    void aReferenceByIdIsFollowed() {
        var page = withJsonLd("{\"@graph\":[{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"@id\":\"#o\"}},"
                + "{\"@type\":\"Offer\",\"@id\":\"#o\",\"price\":\"19.90\",\"priceCurrency\":\"EUR\"}]}");
        assertEquals("19.90 EUR", price(extract(page)));
    }

    @Test
    void referencesInACircleEnd() {
        var page = withJsonLd("{\"@graph\":[{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"@id\":\"#o\"}},"
                + "{\"@type\":\"AggregateOffer\",\"@id\":\"#o\",\"offers\":{\"@id\":\"#o\"}}]}");
        assertEquals("no_price", price(extract(page)));
    }

    @Test
    void amongSeveralProductsThePagesOwnIsTaken() {
        var extraction = fixture("related-products.html", "https://home.example/p/oak-table");
        assertEquals("450 GBP", price(extraction));
        assertEquals("T-200", extraction.offer().sku());
        assertTrue(
                extraction.candidates().stream()
                        .anyMatch(candidate -> candidate.text().equals("79")
                                && candidate.reason().startsWith("rejected: another product")),
                () -> extraction.candidates().toString());
    }

    @Test
    void productsThatThePageDoesNotTellApartAreTrustedLess() {
        var page = "<html><head><script type='application/ld+json'>[{\"@type\":\"Product\",\"sku\":\"1\"," + OFFER
                + "},{\"@type\":\"Product\",\"sku\":\"2\",\"offers\":{\"price\":5,\"priceCurrency\":\"EUR\"}}]</script></head>"
                + "<body><p>19,90 € 5 €</p></body></html>";
        var extraction = extract(page);
        assertEquals("19.90 EUR", price(extraction));
        assertTrue(
                extraction.offer().confidence() < 0.6, () -> extraction.offer().toString());
    }

    @Test
    void theVariantOfTheAddressIsTaken() {
        assertEquals("69.00 USD", price(fixture("variants.html", "https://coats.example/rain-coat?v=red")));
    }

    @Test
    void withoutAVariantInTheAddressOneThatCanBeBoughtIsTaken() {
        var extraction = fixture("variants.html", "https://coats.example/rain-coat");
        assertEquals("89.00 USD", price(extraction));
        assertEquals("Drizzle", extraction.offer().brand());
    }

    @Test
    void deepNestingIsLeftUnread() {
        var page = withJsonLd("{\"a\":".repeat(900) + "{\"@type\":\"Product\"," + OFFER + "}" + "}".repeat(900));
        assertEquals("no_price", price(extract(page)));
    }

    @Test
    void threeDecimalsThatThePageShowsAsThousandsAreThousands() {
        var page = withJsonLd(
                        "{\"@type\":\"Product\",\"name\":\"Lamp\",\"offers\":{\"price\":\"1.226\",\"priceCurrency\":\"EUR\"}}")
                .replace("</h1>", "</h1><p>1.226 €</p>");
        assertEquals("1226 EUR", price(extract(page)));
    }
}
