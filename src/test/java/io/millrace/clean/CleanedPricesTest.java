package io.millrace.clean;

import static io.millrace.clean.Cleaned.price;
import static io.millrace.clean.Cleaned.rejected;
import static io.millrace.clean.Events.priceText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a price, its currency and its availability become. */
class CleanedPricesTest {
    @Test
    void aSkuMayHave500CharactersHoweverWide() {
        var longest = "𝄞".repeat(500);
        assertEquals(
                longest,
                price(priceText().replace("\"A1\"", '"' + longest + '"')).get("sku"));
        assertEquals(
                "too_long_sku",
                rejected(priceText().replace("\"A1\"", '"' + longest + "x\"")).reason());
    }

    @Test
    void whereAPriceStoodAndHowItWasWrittenGoAlong() {
        var seen = price(priceText()
                .replace(
                        "\"method\":\"json-ld\"",
                        "\"method\":\"json-ld\",\"selector\":\"offers.price\",\"raw\":\"€ 1.299,–\""));
        assertEquals("offers.price", seen.get("selector"));
        assertEquals("€ 1.299,–", seen.get("price_text"));
        assertNull(price(priceText()).get("price_text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id":"id1"         | "id":"%s"                             | event_id
            "method":"json-ld" | "method":"%s"                         | method
            "method":"json-ld" | "method":"json-ld","page_hash":"%s"   | page_hash
            """)
    void aTextOfMoreThan64CharactersIsRejectedWhereItsColumnHasNoMore(String field, String with, String column) {
        var longest = priceText().replace(field, with.formatted("x".repeat(64)));
        assertEquals("x".repeat(64), price(longest).get(column));
        var longer = priceText().replace(field, with.formatted("x".repeat(65)));
        assertEquals("too_long_" + column, rejected(longer).reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "19,99 €"        | 19.9900
            "1.299,00 €"     | 1299.0000
            "EUR 1 299,00"   | 1299.0000
            "$1,299.00"      | 1299.0000
            "1'299.– CHF"    | 1299.0000
            "19.99"          | 19.9900
            19.99            | 19.9900
            100.00           | 100.0000
            1000             | 1000.0000
            1.5e2            | 150.0000
            "0.00005 BTC €"  | 0.0001
            """)
    void aPriceIsReadInManyNotations(String json, String amount) {
        assertEquals(
                new BigDecimal(amount),
                price(priceText().replace("\"19,99 €\"", json)).get("price"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            "price":"19.99 €"                    | EUR
            "price":"19.99 £"                    | GBP
            "price":"19.99","currency":"usd"     | USD
            "price":"19.99 €","currency":"USD"   | USD
            "price":"19.99","currency":"€"       | EUR
            "price":"19.99"                      | -
            "price":"19.99 €","currency":"coins" | EUR
            """)
    void theCurrencyIsTheStatedOneOrThatOfThePrice(String fields, String currency) {
        assertEquals(
                currency,
                price(priceText().replace("\"price\":\"19,99 €\"", fields)).get("currency"));
    }

    @Test
    void aCurrencyHintHoldsForAPriceWithoutSymbol() {
        var event = priceText()
                .replace("\"19,99 €\"", "\"19,99\"")
                .replace("\"language\":\"de\"", "\"language\":\"de\",\"currency\":\"CHF\"");
        assertEquals("CHF", price(event).get("currency"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            InStock                        | InStock
            https://schema.org/OutOfStock  | OutOfStock
            http://schema.org/PreOrder/    | PreOrder
            In stock                       | InStock
            ausverkauft                    | SoldOut
            who knows                      | -
            """)
    void theAvailabilityIsReadFromAddressesAndWords(String text, String word) {
        assertEquals(
                word,
                price(priceText().replace("\"availability\":\"InStock\"", "\"availability\":\"" + text + "\""))
                        .get("availability"));
    }

    @Test
    void anAvailabilityWithoutAPriceIsEnough() {
        var values = price(priceText().replace("\"price\":\"19,99 €\",", ""));
        assertNull(values.get("price"));
        assertEquals("InStock", values.get("availability"));
    }

    @Test
    void labelsStayJson() {
        var event = priceText().replace("\"sku\":", "\"labels\":{\"our_sku\":\"x\",\"list\":[1,100.00]},\"sku\":");
        assertEquals("{\"our_sku\":\"x\",\"list\":[1,100.00]}", price(event).get("labels"));
    }
}
