package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageExcerptTest {
    private static final String JSON =
            "<script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":\"Oak Lamp\",\"sku\":\"L-1\","
                    + "\"brand\":\"Luma\",\"offers\":{\"price\":\"20.00\",\"priceCurrency\":\"EUR\",\"availability\":\"InStock\"}}</script>";

    private static String page(String main) {
        return "<html lang=en><head><title>Oak Lamp</title>" + JSON + "</head><body><nav>x</nav><h1>Oak Lamp</h1>"
                + main + "<p>filling</p>".repeat(6_000) + "</body></html>";
    }

    private static boolean decides(String html) {
        var page = PageBytes.of(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return PageExcerpt.of(page, ExtractHints.NONE)
                .map(excerpt -> OfferExtractor.read(excerpt, new Page(null, null, null), ExtractHints.NONE, "", false))
                .filter(PageExcerpt::decides)
                .isPresent();
    }

    @Test
    void aStatedPriceThatStandsBesideTheHeadingDecides() {
        var html = page("<p class=price>€20.00</p><button>Add to cart</button>");
        assertTrue(decides(html));
        assertEquals("20.00 EUR", Pages.price(Pages.extract(html)));
    }

    @Test
    void aStatedPriceThatThePageDoesNotShowBesideTheHeadingDoesNot() {
        assertFalse(decides(page("<p class=price>€15.00</p><button>Add to cart</button>")));
        assertFalse(decides(page("<p>See our offers</p>")));
    }

    @Test
    void aPageWithAnEarlierPriceIsReadWhole() {
        assertFalse(decides(page("<p class=price><del>€30.00</del> €20.00</p><button>Add to cart</button>")));
        assertFalse(
                decides(page("<p class=old-price>€30.00</p><p class=price>€20.00</p><button>Add to cart</button>")));
    }

    @Test
    void whatAReaderSeesToBeSoldOutIsReadWhole() {
        assertFalse(decides(page("<p class=price>€20.00</p><p class=stock>Sold out</p>")));
    }
}
