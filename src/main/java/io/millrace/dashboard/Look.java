package io.millrace.dashboard;

import java.math.BigDecimal;

/**
 * What one look at a product's page showed.
 *
 * @param at microseconds since 1970 UTC
 * @param price null where it showed none
 */
record Look(long at, BigDecimal price, String currency, BigDecimal listPrice, String availability) {}
