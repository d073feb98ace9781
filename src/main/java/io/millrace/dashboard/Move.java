package io.millrace.dashboard;

import java.math.BigDecimal;

/**
 * Something that changed between two looks at a product.
 *
 * @param at when it was first seen, microseconds since 1970 UTC
 * @param since when what was before had been seen last (a price), or first (being sold out)
 * @param currency of the prices; null where the page named none
 * @param before the price before it; null for a return into stock
 */
record Move(Kind kind, long at, long since, String currency, BigDecimal before, BigDecimal price) {
    /** What changed. */
    enum Kind {
        PRICE,
        RETURN
    }
}
