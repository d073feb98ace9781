package io.millrace.local.shop;

import java.math.BigDecimal;

/** What a shop says of a product on every day; {@code usual} is the price that its walk moves around. */
record Product(
        String sku, String gtin, String brand, String name, String category, BigDecimal usual, String description) {}
