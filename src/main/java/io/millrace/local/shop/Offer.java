package io.millrace.local.shop;

import java.math.BigDecimal;
import java.util.Optional;

/** What a product costs at one moment; a list price only while the price is reduced, and above it. */
record Offer(BigDecimal price, Optional<BigDecimal> listPrice, boolean inStock) {}
