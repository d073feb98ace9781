package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataIslandsTest {
    private static final String URL = "https://shop.example/p/oak-lamp-47110";

    private static Extraction extract(String body) {
        return extract(body, URL);
    }

    private static Extraction extract(String body, String url) {
        var html =
                "<html lang=en><head><title>Oak Lamp</title></head><body><h1>Oak Lamp</h1>" + body + "</body></html>";
        return OfferExtractor.extract(
                new Page(html.getBytes(StandardCharsets.UTF_8), "text/html", url), ExtractHints.NONE);
    }

    private static String script(String code) {
        return "<script>" + code + "</script>";
    }

    private static String product(String members) {
        return extracted(script("var product = {name: 'Oak Lamp', currency: 'EUR', " + members + "};"));
    }

    private static String extracted(String body) {
        return Pages.price(extract(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script id=__NEXT_DATA__ type=application/json>{\"props\":{\"product\":{\"id\":47110,\"name\":\"Oak Lamp\",\"price\":{\"amount\":\"19.90\",\"currencyCode\":\"EUR\"}}}}</script>",
                "<script type=application/json>{\"data\":{\"slug\":\"oak-lamp-47110\",\"title\":\"Oak Lamp\",\"priceRange\":{\"price\":{\"centAmount\":1990,\"currencyCode\":\"EUR\",\"fractionDigits\":2}}}}</script>",
                "<script>window.__INITIAL_STATE__ = {pdp:{sku:'47110',name:'Oak Lamp',prices:{regular:29.9,sale:19.9,currency:'EUR'}}};</script>",
                "<script>window.__APOLLO_STATE__ = JSON.parse(\"{\\\"Product:47110\\\":{\\\"id\\\":\\\"47110\\\",\\\"name\\\":\\\"Oak Lamp\\\",\\\"price\\\":19.90,\\\"currency\\\":\\\"EUR\\\"}}\");</script>",
                "<script>dataLayer.push({event:'view_item',ecommerce:{currency:'EUR',value:19.9,items:[{item_id:'47110',item_name:'Oak Lamp',price:19.9}]}});</script>",
                "<script>gtag('event', 'view_item', {currency:'EUR',items:[{id:'47110',name:'Oak Lamp',price:'19,90'}]});</script>",
                "<script>fbq('track','ViewContent',{content_ids:['47110'],content_name:'Oak Lamp',value:19.90,currency:'EUR'});</script>",
                "<script>var utag_data={\"product_id\":[\"47110\"],\"product_name\":[\"Oak Lamp\"],\"product_price\":[\"19.90\"],\"currency\":\"EUR\"}</script>",
                "<div data-product='{\"id\":47110,\"name\":\"Oak Lamp\",\"price\":\"19.90\",\"currency\":\"EUR\"}'></div>",
                "<div data-page=\"{&quot;props&quot;:{&quot;sku&quot;:&quot;47110&quot;,&quot;name&quot;:&quot;Oak Lamp&quot;,&quot;price&quot;:19.9,&quot;currency&quot;:&quot;EUR&quot;}}\"></div>"
            })
    void theWaysOfShopsToHoldTheirProductAreRead(String island) {
        assertEquals("19.90 EUR", extracted(island).replace("19.9 ", "19.90 "));
    }

    @ParameterizedTest
    @CsvSource({
        "'price: 19.9, listPrice: 29.9', 19.9 EUR",
        "'price: 29.9, salePrice: 19.9', 19.9 EUR",
        "'price: 19.9, salePrice: 0', 19.9 EUR",
        "'price: 19.9, compare_at_price: null, shippingPrice: 4.9', 19.9 EUR",
        "'price: 19.9, priceExclVat: 16.72', 19.9 EUR",
        "'price: 16.72, priceInclVat: 19.9', no_price",
        "'priceRange: {minimum: {amount: 19.9}, maximum: {amount: 19.9}}', 19.9 EUR",
        "'priceRange: {minimum: {amount: 19.9}, maximum: {amount: 29.9}}', no_price",
        "'price: {net: 16.72, gross: 19.9}', 19.9 EUR",
        "'price: 19.9, pricePerUnit: 3.98, monthlyPrice: 2.5', 19.9 EUR",
        "'price: {formatted: \"19,90 €\", value: 19.9}', 19.9 EUR",
        "'priceAmount: 1990, priceText: \"19.90\"', no_price",
        "'price: 0', no_price",
        "'originalPrice: 29.9', no_price"
    })
    void aPriceIsReadOnlyWhereTheKeysLeaveOne(String members, String price) {
        assertEquals(price, product(members).replace("19.90 ", "19.9 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var product = {name: 'Pine Chair', price: 19.9}",
                "window.state = {cart: {items: [{id: 47110, name: 'Oak Lamp', price: 19.9}]}}",
                "window.state = {relatedProducts: [{id: 47110, name: 'Oak Lamp', price: 19.9}]}",
                "window.state = {list: [{name: 'Pine Chair', price: 1.5}, {name: 'Elm Table', price: 9.5}]}",
                "dataLayer.push({event: 'add_to_cart', ecommerce: {items: [{item_id: '47110', price: 19.9}]}})",
                "dataLayer.push({ecommerce: {impressions: [{id: '47110', name: 'Oak Lamp', price: 19.9}]}})",
                "var product = {name: 'Oak Lamp', price: getPrice(47110)}",
                "var product = {name: 'Oak Lamp', variants: [{id: 1, price: 19.9}, {id: 2, price: 29.9}]}",
                "var product = {name: 'Oak Lamp', price: 12900, currency: 'EUR'}",
                "fbq('track', 'Purchase', {content_ids: ['47110'], value: 19.9})",
                "// var product = {name: 'Oak Lamp', price: 19.9"
            })
    void whatIsNotClearlyThePagesProductGivesNoPrice(String code) {
        assertEquals("no_price", extracted(script(code)));
    }

    @Test
    void theVariantThatTheAddressNamesIsTheOne() {
        var island = script(
                "var product = {name: 'Oak Lamp', variants: [{id: 88801, price: 19.9, currency: 'EUR', sku: 'S'},"
                        + " {id: 88802, price: 29.9, currency: 'EUR', sku: 'L'}]}");
        var offer = extract(island, URL + "?variant=88802").offer();
        assertEquals("29.9", offer.priceText());
        assertEquals("L", offer.sku());
    }

    @Test
    void hundredthsAreToldByWhatAReaderSees() {
        var offer = extract("<p class=price>129.00 €</p>" + script("var product = {name: 'Oak Lamp', price: 12900}"))
                .offer();
        assertEquals("129.00", offer.price().amount().toPlainString());
        assertEquals("visible", offer.method());
        assertTrue(offer.confidence() > 0.7, "confirmed: " + offer.confidence());
    }

    @Test
    void aPriceThatIsClearlySeenWinsAndIsTrustedLess() {
        var seen = "<p class=price>18.90 €</p><button>Add to cart</button>";
        var alone = extract(seen).offer();
        var against = extract(seen + script("var product = {name: 'Oak Lamp', price: 19.9, currency: 'EUR'}"))
                .offer();
        assertEquals("18.90", against.price().amount().toPlainString());
        assertTrue(against.confidence() < alone.confidence(), alone.confidence() + " and " + against.confidence());
    }

    @Test
    void whatIsShownAsAnEarlierPriceIsNotThePrice() {
        var seen = "<p class=price><del>19.90 €</del> <b>17.90 €</b></p><button>Add to cart</button>";
        var offer = extract(seen + script("var product = {name: 'Oak Lamp', price: 19.9, currency: 'EUR'}"))
                .offer();
        assertEquals("17.90", offer.price().amount().toPlainString());
    }

    @Test
    void aStatedPriceThatIsSeenAsksNoIsland() {
        var stated = "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Oak Lamp\",\"offers\":"
                + "{\"price\":\"20.00\",\"priceCurrency\":\"EUR\"}}</script><p class=price>20.00 €</p>";
        var offer = extract(stated + script("var product = {name: 'Oak Lamp', sku: 'X-1', brand: 'Luma', price: 19.9}"))
                .offer();
        assertEquals("json-ld", offer.method());
        assertNull(offer.brand());
    }

    @Test
    void anIslandSaysWhereItsPriceStands() {
        var offer = extract(
                        "<script id=state type=application/json>{\"pdp\":{\"product\":{\"name\":\"Oak Lamp\",\"price\":19.90,"
                                + "\"currency\":\"EUR\",\"brand\":{\"name\":\"Luma\"},\"ean\":\"4006381333931\",\"soldOut\":false}}}</script>")
                .offer();
        assertEquals("data-island", offer.method());
        assertEquals("script#state $.pdp.product.price", offer.selector());
        assertEquals("19.90", offer.priceText());
        assertEquals("Luma", offer.brand());
        assertEquals("4006381333931", offer.gtin());
        assertEquals("InStock", offer.availabilityText());
    }

    @Test
    void aNumberWithoutItsCheckDigitIsNoGtin() {
        var offer = extract(script("var product = {name: 'Oak Lamp', price: 19.9, ean: '4006381333932'}"))
                .offer();
        assertNull(offer.gtin());
    }

    @Test
    void aButtonThatCanBePressedIsBelievedBeforeAnIsland() {
        var offer = extract("<p class=price>19.90 €</p><button>Add to cart</button>"
                        + script("var product = {name: 'Oak Lamp', price: 19.9, available: false}"))
                .offer();
        assertEquals("InStock", offer.availability().name());
        assertEquals("19.90", offer.price().amount().toPlainString());
    }

    @Test
    void aStatedPriceWithoutCurrencyTakesThatOfTheSameAmount() {
        var stated = "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Oak Lamp\",\"offers\":"
                + "{\"price\":\"20.00\"}}</script><p class=price>20.00</p>";
        assertEquals(
                "20.00 CHF",
                extracted(stated + script("var product = {name: 'Oak Lamp', price: 20, currency: 'CHF'}")));
        assertEquals(
                "20.00 null",
                extracted(stated + script("var product = {name: 'Oak Lamp', price: 7.5, currency: 'CHF'}")));
    }
}
