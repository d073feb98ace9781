package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static io.millrace.extract.Pages.price;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.price.Availability;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserSelectorsTest {
    private static final String PAGE = Pages.withJsonLd(
                    "{\"@type\":\"Product\",\"name\":\"Lamp\",\"sku\":\"L-1\",\"offers\":{\"price\":\"30\",\"priceCurrency\":\"EUR\"}}")
            .replace("</h1>", "</h1><b class=ours data-value='24.50'>24,50 €</b><i class=stock>Ausverkauft</i>");

    private static ExtractHints select(String field, String selector) {
        return new ExtractHints(Map.of(field, selector), null, null);
    }

    @Test
    void theUsersSelectorWins() {
        var extraction = extract(PAGE, select("price", "b.ours"));
        assertEquals("24.50 EUR", price(extraction));
        assertEquals("selector", extraction.offer().method());
        assertEquals("b.ours", extraction.offer().selector());
        assertEquals("L-1", extraction.offer().sku());
    }

    @Test
    void anAttributeCanBeSelected() {
        assertEquals(
                "24.50",
                extract(PAGE, select("price", "b.ours@data-value")).offer().priceText());
    }

    @Test
    void aSelectorThatMatchesNothingIsReportedAndNotReplaced() {
        var extraction = extract(PAGE, select("price", "b.gone"));
        assertEquals(Status.no_price, extraction.status());
        assertNull(extraction.offer().priceText());
        assertTrue(extraction.reason().startsWith("select.price: b.gone matches nothing"), extraction.reason());
    }

    @Test
    void aSelectedTextWithoutAPriceIsReported() {
        var extraction = extract(PAGE, select("price", "i.stock"));
        assertEquals(Status.no_price, extraction.status());
        assertTrue(extraction.reason().contains("\"Ausverkauft\" holds no price"), extraction.reason());
    }

    @Test
    void otherFieldsCanBeSelectedToo() {
        assertEquals(
                Availability.SoldOut,
                extract(PAGE, select("availability", "i.stock")).offer().availability());
    }

    @Test
    void aSelectorThatIsNoneIsRefusedWithItsField() {
        var fault = assertThrows(
                IllegalArgumentException.class, () -> select("price", "b[").check());
        assertTrue(fault.getMessage().startsWith("select.price: \"b[\" is no CSS selector"), fault.getMessage());
    }

    @Test
    void aFieldThatIsNoneIsRefusedWithThoseThatAre() {
        var fault = assertThrows(
                IllegalArgumentException.class, () -> select("prize", "b").check());
        assertTrue(fault.getMessage().contains("\"prize\"; there are price, list_price,"), fault.getMessage());
    }
}
