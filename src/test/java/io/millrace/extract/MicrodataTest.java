package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static io.millrace.extract.Pages.fixture;
import static io.millrace.extract.Pages.price;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.price.Availability;
import org.junit.jupiter.api.Test;

class MicrodataTest {
    @Test
    void aProductIsReadWholeAndARelatedOneIsNot() {
        var offer =
                fixture("microdata-product.html", "https://the.example/theiere").offer();
        assertEquals("49,90 €", offer.priceText());
        assertEquals("49.90", offer.price().amount().toPlainString());
        assertEquals("59.90", offer.listPrice().amount().toPlainString());
        assertEquals(Availability.InStock, offer.availability());
        assertEquals("Théière en fonte", offer.name());
        assertEquals("Iwate", offer.brand());
        assertEquals("TH-22", offer.sku());
        assertEquals("microdata", offer.method());
        assertTrue(offer.selector().endsWith("span[itemprop=price]"), offer.selector());
    }

    @Test
    void theContentAttributeWinsOverTheText() {
        var page = "<div itemscope itemtype='https://schema.org/Product'><b itemprop=name>Lamp</b>"
                + "<div itemprop=offers itemscope itemtype='https://schema.org/Offer'>"
                + "<span itemprop=price content='1299.00'>1.299</span><meta itemprop=priceCurrency content=EUR></div></div>";
        assertEquals("1299.00 EUR", price(extract(page)));
    }

    @Test
    void ofTwoOffersWithoutAnOwnerTheLowerIsThePriceToPay() {
        var page =
                "<h1>Book</h1><div itemscope itemtype='http://schema.org/Offer'><meta itemprop=price content='18.00'>"
                        + "<meta itemprop=pricecurrency content=EUR></div><div itemscope itemtype='http://schema.org/Offer'>"
                        + "<meta itemprop=price content='17.10'><meta itemprop=pricecurrency content=EUR></div>";
        assertEquals("17.10 EUR", price(extract(page)));
    }

    @Test
    void aPriceOutsideOfAnyScopeIsStillRead() {
        assertEquals("5.00 GBP", price(extract("<h1>Mug</h1><span itemprop=price>£5.00</span>")));
    }
}
