package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static io.millrace.extract.Pages.price;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.price.Availability;
import org.junit.jupiter.api.Test;

class MetaTagsTest {
    @Test
    void openGraphGivesPriceCurrencyAndAvailability() {
        var extraction = extract(
                "<meta property='og:title' content='Mug'><meta property='og:price:amount' content='1,299.00'>"
                        + "<meta property='og:price:currency' content='usd'><meta property='og:availability' content='oos'><p>Mug</p>");
        assertEquals("1299.00 USD", price(extraction));
        assertEquals(Availability.OutOfStock, extraction.offer().availability());
        assertEquals("Mug", extraction.offer().name());
    }

    @Test
    void aSalePriceMakesThePlainPriceTheListPrice() {
        var extraction = extract("<meta property='product:price:amount' content='30.00'>"
                + "<meta property='product:price:currency' content='EUR'>"
                + "<meta property='product:sale_price:amount' content='24.00'><p>Mug</p>");
        assertEquals("24.00 EUR", price(extraction));
        assertEquals("30.00", extraction.offer().listPrice().amount().toPlainString());
    }

    @Test
    void theLabelOfASharedLinkGivesThePrice() {
        var page =
                "<meta name='twitter:label1' content='Price'><meta name='twitter:data1' content='1.250,00 €'><p>Mug</p>";
        assertEquals("1250.00 EUR", price(extract(page)));
    }
}
