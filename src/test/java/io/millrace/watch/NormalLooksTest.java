package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.OfferField;
import io.millrace.extract.ExtractHints;
import io.millrace.watch.Shop.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ordinary months of shops: sales, things sold out, pages that fail now and then or are gone. Nothing of it is an alarm. */
class NormalLooksTest {
    private static final List<String> TEMPLATES = List.of("json-ld", "microdata", "meta", "visible");
    private static final int LOOKS = 2_500;

    @TempDir
    private Path folder;

    /** A shop whose pages are of all templates where {@code own} is null. */
    private void months(String own, int pages, long seed) {
        var random = new Random(seed);
        var products = new Product[pages];
        var templates = new String[pages];
        for (var i = 0; i < pages; i++) {
            products[i] = Product.of(i);
            templates[i] = Shop.template(own == null ? TEMPLATES.get(i % TEMPLATES.size()) : own);
        }
        try (var shop = new Shop(folder.resolve("shop-" + seed))) {
            for (var i = 0; i < LOOKS; i++) {
                var page = i % pages;
                products[page] = later(products[page], random);
                var luck = random.nextDouble();
                if (luck < 0.01) {
                    shop.fail(page, "timeout");
                } else if (luck < 0.015) {
                    shop.fail(page, "blocked");
                } else if (luck < 0.03) {
                    shop.look(page, "<html><title>Sorry</title><h1>Sorry</h1><p>Nothing here.</p>", ExtractHints.NONE);
                } else if (page % 40 == 39 && i > LOOKS / 2) {
                    shop.fail(page, "not_found");
                } else {
                    shop.look(page, products[page].page(templates[page]), ExtractHints.NONE);
                }
                assertEquals(List.of(), shop.alarms(), "after look " + i + " of a shop of " + pages + ", " + own);
            }
            assertTrue(shop.fill(OfferField.PRICE) > 0.8, "the pages are read at all");
        }
    }

    /** The same product an hour on. */
    private static Product later(Product before, Random random) {
        var price = before.price();
        var list = before.listPrice();
        var soldOut = before.soldOut() ? random.nextDouble() > 0.1 : random.nextDouble() < 0.01;
        if (random.nextDouble() < 0.1) {
            price = price.multiply(BigDecimal.valueOf(0.8 + 0.4 * random.nextDouble()))
                    .max(BigDecimal.ONE)
                    .setScale(2, RoundingMode.HALF_UP);
        }
        if (random.nextDouble() < 0.03) {
            list = list == null ? price.multiply(new BigDecimal("1.5")).setScale(2, RoundingMode.HALF_UP) : null;
        }
        return new Product(before.number(), price, list, soldOut);
    }

    @Test
    void tenThousandOrdinaryLooksGiveNoAlarm() {
        months("json-ld", 120, 1);
        months("microdata", 25, 2);
        months("visible", 3, 3);
        months(null, 60, 4);
    }
}
