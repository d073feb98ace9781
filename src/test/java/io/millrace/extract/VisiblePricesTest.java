package io.millrace.extract;

import static io.millrace.extract.Pages.extract;
import static io.millrace.extract.Pages.fixture;
import static io.millrace.extract.Pages.price;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.price.Availability;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisiblePricesTest {
    private static String page(String main) {
        return "<html lang='en-GB'><head><title>Oak Bench</title></head><body><nav><a href='/sale'>Sale from £1.00</a></nav>"
                + "<main><h1>Oak Bench</h1>" + main + "</main></body></html>";
    }

    @Test
    void thePriceNearTheNameAndTheButtonIsRead() {
        var offer = fixture("visible-only.html", "https://holzhof.example/p/1").offer();
        assertEquals("289.90", offer.price().amount().toPlainString());
        assertEquals("EUR", offer.price().currency());
        assertEquals("349.00", offer.listPrice().amount().toPlainString());
        assertEquals(Availability.InStock, offer.availability());
        assertEquals("Gartenbank Eiche", offer.name());
        assertEquals("visible", offer.method());
        assertNull(offer.decimalSeparator());
        assertTrue(offer.confidence() < 0.8, () -> offer.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class=price>£450.00</p>",
                "<p class=price>£450<sup>00</sup></p>",
                "<div class=price><span>£</span><span>450</span><span>.</span><span>00</span></div>",
                "<p class=price><s>£600.00</s> <b>£450.00</b></p>",
                "<div class=price><span class=was>£600.00</span><span class=now>£450.00</span></div>",
                "<p>RRP £600.00</p><p class=price>Now £450.00</p>",
                "<p class=price>£450.00</p><p>or 3 payments of £150.00</p><p class=price>+ £30.00 delivery</p>",
                "<p class=price>£450.00</p><p>Save £150.00</p><p>Free delivery on orders over £50</p>",
                "<p class=price>£450.00</p><section class=related><p class=price>£20.00</p></section>",
                "<p class=price>£450.00</p><p style='display:none' class=price>£1.00</p>",
            })
    void theOfferIsToldFromWhatStandsBesideIt(String main) {
        assertEquals(
                "450",
                price(extract(page(main + "<button>Add to basket</button>"))).replaceAll("\\.00| GBP", ""));
    }

    @Test
    void twoPricesThatCompeteGiveNone() {
        var extraction =
                extract(page("<p class=price>£450.00</p><p class=price>£410.00</p><button>Add to basket</button>"));
        assertEquals(Status.no_price, extraction.status());
        assertTrue(extraction.reason().contains("competes with"), extraction.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "<p class=stock>Sold out</p>, SoldOut",
        "<p class=availability>Currently unavailable.</p>, OutOfStock",
    })
    void theProductThatCannotBeBoughtHasItsOwnPriceOrNone(String line, Availability expected) {
        var own = extract(page("<p class=price>£20.00</p>" + line));
        assertEquals("20.00 GBP", price(own));
        assertEquals(expected, own.offer().availability());
        for (var others : List.of(
                "<a href=/x>Other <span class=price>£20.00</span></a>",
                "<p class=price>£20.00</p><p class=price>£30.00</p>",
                "<section class=related><p class=price>£20.00</p></section>",
                "<h2>You may also like</h2><p class=price>£20.00</p>")) {
            var extraction = extract(page(line + others));
            assertEquals(Status.no_price, extraction.status(), others);
            assertEquals(expected, extraction.offer().availability());
        }
    }

    @Test
    void whatIsNoLongerSoldHasNoPrice() {
        assertEquals(
                Status.no_price,
                extract(page("<p class=price>£20.00</p><p class=stock>Discontinued</p>"))
                        .status());
    }

    @Test
    void aButtonToBuySaysThatItIsInStock() {
        assertEquals(
                Availability.InStock,
                extract(page("<button>Add to basket</button>")).offer().availability());
        assertNull(
                extract(page("<button disabled>Add to basket</button>")).offer().availability());
    }

    @Test
    void anArticleThatMentionsMoneyHasNoPrice() {
        var page = "<html><head><title>News</title></head><body><h1>City buys benches</h1>"
                + "<p>The city paid £1,200 for each of its forty new benches, the mayor said on Monday.</p></body></html>";
        assertEquals("no_price", price(extract(page)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Original Sin",
                "Toy Van",
                "Tas van leer",
                "Vintage Port",
                "Spare Wheel",
                "Model Ship",
                "Coupon Book",
                "Oude Kaas",
                "Off-Road Tyre",
                "Old Fashioned Glass"
            })
    void whatAProductIsCalledSaysNothingOfItsPrice(String name) {
        var html = "<title>" + name + "</title><h1>" + name
                + "</h1><p class=price>£49.00</p><button>Add to cart</button><p>Polish <b>£5.00</b></p>";
        assertEquals("49.00 GBP", price(extract(html)));
    }

    @Test
    void ofTwoPricesBesideEachOtherTheHigherLooksEarlier() {
        assertEquals(
                "11.90 EUR",
                price(extract(page("<p><span class=k1>€ 11,90</span> <span class=k2>€ 17,50</span></p>"
                        + "<button>Add to cart</button>"))));
    }

    @Test
    void ofPricesFarApartTheFirstBehindTheHeadingIsTaken() {
        var text = "<p>" + "words and more words ".repeat(20) + "</p>";
        assertEquals(
                "24.95 EUR",
                price(extract(page("<p class=price>€24.95</p><button>Add to cart</button>" + text
                        + "<ul><li>Other seller <b class=price>€23.75</b></li></ul>"))));
    }

    @Test
    void aMonthlyRateATierAndASavingAreNoPrices() {
        assertEquals(
                "89.90 EUR",
                price(extract(page(
                        "<b>89,90 €</b><p>8,65 €/kk</p><p>Alin hinta 30 pv: 95,20 €</p><p>ab 5 Stück</p><p>79,90 €</p>"
                                + "<p>Säästä 10,00 €</p><button>Lisää ostoskoriin</button>"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Purchase history",
                "Kupony rabatowe",
                "Tilaa uutiskirje",
                "Προσθήκη στα αγαπημένα",
                "注文履歴",
                "구매후기"
            })
    void aButtonThatGoesOnAfterOneWordBuysNothing(String words) {
        var extraction = extract(page("<p class=price>£20.00</p><p>Sold out</p><button>" + words + "</button>"));
        assertEquals(Availability.SoldOut, extraction.offer().availability(), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kup", "Osta", "Bestellen!", "Koupit »", "Lägg i varukorgen", "注文する", "장바구니 담기"})
    void aButtonThatSaysNothingElseBuys(String words) {
        var extraction = extract(page("<p class=price>£20.00</p><button>" + words + "</button>"));
        assertEquals(Availability.InStock, extraction.offer().availability(), words);
        assertFalse(extraction.offer().assumed(), words);
    }

    @Test
    void ofTwoPricesTheOneCalledReducedIsPaid() {
        var main = "<table><tr><th>판매가<td><b>38,900원</b><tr><th>할인판매가<td>29,900원 (9,000원 할인)</table>";
        assertEquals("29900 KRW", price(extract(page(main + "<button>Add to basket</button>"))));
    }

    @Test
    void anEarlierPriceBehindTheHeadingReducesNoneBeforeIt() {
        var main =
                "<p>No. 2 Pine Bench <b>£128.00</b></p><h1>Oak Bench</h1><p>RRP <span>£324.00</span></p><p>Price <span>£268.00</span></p>";
        var html = "<html lang='en-GB'><head><title>Oak Bench</title></head><body>" + main
                + "<button>Add to basket</button></body></html>";
        assertEquals("268.00 GBP", price(extract(html)));
    }

    @Test
    void centsInAnElementOfTheirOwnAreNoPrice() {
        var extraction = extract(page("<p>Price Anemos: <b>15<i>,04€</i></b></p><button>Add to basket</button>"));
        assertEquals("15.04 EUR", price(extraction));
        assertTrue(extraction.offer().confidence() > 0.5, () -> extraction.toString());
    }

    @Test
    void theAsideAroundTheOnlyButtonIsOfThePagesProduct() {
        var ticket = "<aside><table><tr><td>Standing<td><b>£45.00</b></table><button>Buy now</button></aside>";
        assertEquals("45.00 GBP", price(extract(page("<p>Doors open at seven</p>" + ticket))));
        var others =
                "<aside><p>Pine Bench £45.00<button>Buy now</button><p>Elm Bench £55.00<button>Buy now</button></aside>";
        assertNull(extract(page("<p>Doors open at seven</p>" + others)).offer().price());
    }
}
