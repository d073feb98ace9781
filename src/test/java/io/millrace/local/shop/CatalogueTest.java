package io.millrace.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<Storefront> SHOPS = DemoShop.storefronts();

    @Test
    void everyProductStaysNearItsUsualPrice() {
        for (var shop : SHOPS) {
            for (var product : shop.products()) {
                for (var offer : aDay(shop, product)) {
                    var share = offer.listPrice().orElse(offer.price()).doubleValue()
                            / product.usual().doubleValue();
                    // Rounding moves a cheap product's price by some percent more than the walk's own swing.
                    assertTrue(Math.abs(share - 1) < Catalogue.SWING + 0.03, () -> product + " " + offer);
                }
            }
        }
    }

    @Test
    void everyProductsPriceMovesWithinTenMinutes() {
        for (var shop : SHOPS) {
            var catalogue = new Catalogue(1, shop.currency());
            for (var product : shop.products()) {
                var prices = new HashSet<>();
                for (var second = 0; second < 600; second += 5) {
                    prices.add(catalogue.at(product, START.plusSeconds(second)).price());
                }
                assertTrue(prices.size() > 2, () -> product + " " + prices);
            }
        }
    }

    @Test
    void aboutAFifthIsOnSaleAndEveryListPriceIsAboveThePrice() {
        var offers = all();
        var onSale =
                offers.stream().filter(offer -> offer.listPrice().isPresent()).toList();
        assertEquals(0.2, onSale.size() / (double) offers.size(), 0.03);
        assertTrue(onSale.stream()
                .allMatch(offer -> offer.listPrice().orElseThrow().compareTo(offer.price()) > 0));
    }

    @Test
    void everyProductSellsOutNowAndThenAndComesBack() {
        for (var shop : SHOPS) {
            for (var product : shop.products()) {
                var inStock =
                        aDay(shop, product).stream().filter(Offer::inStock).count();
                assertTrue(inStock > 1000 && inStock < 1440, () -> product + " in stock " + inStock + " of 1440");
            }
        }
    }

    @Test
    void theSameMomentIsTheSameOffer() {
        var product = SHOPS.get(0).products().get(0);
        assertEquals(
                new Catalogue(3, ShopPrice.EUR).at(product, START), new Catalogue(3, ShopPrice.EUR).at(product, START));
    }

    @Test
    void theSeedDecidesThePrices() {
        var shop = SHOPS.get(0);
        var same = shop.products().stream()
                .filter(product -> new Catalogue(1, shop.currency())
                        .at(product, START)
                        .equals(new Catalogue(2, shop.currency()).at(product, START)))
                .count();
        assertTrue(same < 5, () -> same + " of 20 offers are the same");
    }

    private static List<Offer> all() {
        return SHOPS.stream()
                .flatMap(shop -> shop.products().stream().flatMap(product -> aDay(shop, product).stream()))
                .toList();
    }

    private static List<Offer> aDay(Storefront shop, Product product) {
        var catalogue = new Catalogue(1, shop.currency());
        return LongStream.range(0, 1440)
                .mapToObj(minute -> catalogue.at(product, START.plusSeconds(60 * minute)))
                .toList();
    }
}
