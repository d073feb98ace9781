package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VariantsTest {
    private static final String GROUP = """
            {"@type":"ProductGroup","name":"Shirt","brand":"Fold","hasVariant":[
             {"@type":"Product","sku":"SH-M","offers":{"price":40,"priceCurrency":"EUR","availability":"InStock"}},
             {"@type":"Product","sku":"SH-L","offers":{"price":44,"priceCurrency":"EUR","availability":"BackOrder"}},
             {"@type":"Product","sku":"SH-XL","offers":{"price":48,"priceCurrency":"EUR","availability":"InStock"}},
             {"@type":"Product","sku":"SH-XXL","offers":{"price":48,"priceCurrency":"EUR","availability":"InStock"}}]}""";

    private static final String RANGE = """
            {"@type":"Product","name":"Shirt","sku":"SH","offers":{"@type":"AggregateOffer","lowPrice":40,"highPrice":44,
             "priceCurrency":"EUR","offers":[{"price":40,"sku":"SH-M"},{"price":44,"sku":"SH-L","availability":"OutOfStock"},
             {"price":44,"sku":"SH-XL","availability":"InStock","priceCurrency":"EUR"}]}}""";

    private static Extraction extract(String json, String price) {
        return Pages.extract("<script type=application/ld+json>" + json + "</script><h1>Shirt</h1><p class=price>"
                + price + "</p><button>Add to cart</button>");
    }

    private static String said(Extraction extraction) {
        var offer = extraction.offer();
        return Pages.price(extraction) + " " + offer.sku() + " " + offer.availability() + " " + offer.method();
    }

    @Test
    void theVariantWhosePriceIsShownIsTaken() {
        assertEquals("44 EUR SH-L BackOrder json-ld", said(extract(GROUP, "€44.00")));
        assertEquals("Fold", extract(GROUP, "€44.00").offer().brand());
        assertEquals("40 EUR SH-M InStock json-ld", said(extract(GROUP, "€40.00")));
    }

    @Test
    void anOfferWhosePriceIsShownIsTakenAndNotTheLowest() {
        assertEquals("44 EUR SH InStock json-ld", said(extract(RANGE, "€44.00")));
    }

    @Test
    void variantsOfTheSamePriceAreNotToldApart() {
        assertEquals("48 EUR SH-XL InStock json-ld", said(extract(GROUP, "€48.00")));
    }

    @Test
    void whereNothingIsShownTheLowestIsTakenWithDoubt() {
        var extraction = extract(GROUP, "");
        assertEquals("40 EUR SH-M InStock json-ld", said(extraction));
        assertEquals(0.61, extraction.offer().confidence(), 0.01);
    }
}
