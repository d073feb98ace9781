package io.millrace.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
    @ParameterizedTest
    @ValueSource(strings = {"de", "us", "jp"})
    void everyShelfHoldsTwentyProductsWithNumbersOfTheirOwn(String shop) {
        var products = Products.of(shop);
        assertEquals(20, products.size());
        assertEquals(20, products.stream().map(Product::sku).distinct().count());
        assertEquals(20, products.stream().map(Product::gtin).distinct().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "us", "jp"})
    void everyGtinEndsWithItsCheckDigit(String shop) {
        for (var product : Products.of(shop)) {
            var digits = product.gtin();
            assertEquals(13, digits.length(), digits);
            var sum = IntStream.range(0, 13)
                    .map(i -> (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3))
                    .sum();
            assertEquals(0, sum % 10, digits);
        }
    }

    @Test
    void someProductsAreSoldByAllThreeShops() {
        var shared = Products.of("de").stream().map(Product::gtin).collect(Collectors.toSet());
        shared.retainAll(Products.of("us").stream().map(Product::gtin).toList());
        shared.retainAll(Products.of("jp").stream().map(Product::gtin).toList());
        assertTrue(shared.size() >= 5, shared::toString);
    }
}
