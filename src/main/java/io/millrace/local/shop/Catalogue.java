package io.millrace.local.shop;

import io.millrace.local.Draw;
import java.time.Instant;
import java.util.Optional;

/**
 * What every product costs at every moment: a function of seed, product and time, so that all pages of one instant
 * agree, and a test can ask what a page must say.
 *
 * <p>A product keeps a price for 20 to 80 seconds (its own pace), then takes a step of its walk. Once in a while it is
 * on sale for some steps, at one reduced price beside its list price, or sold out.
 */
record Catalogue(long seed, ShopPrice rounding) {
    static final double SWING = 0.15;
    private static final int SALE_STEPS = 6;
    private static final double SALE_SHARE = 0.2;
    private static final int SOLD_OUT_STEPS = 3;
    private static final double SOLD_OUT_SHARE = 0.07;

    /** The offer of that product at that time. */
    Offer at(Product product, Instant time) {
        var pace = 20_000 + (long) (60_000 * draw(product, "pace", 0));
        var phase = (long) (pace * draw(product, "phase", 0));
        var step = Math.floorDiv(time.toEpochMilli() + phase, pace);
        var inStock = draw(product, "stock", Math.floorDiv(step, SOLD_OUT_STEPS)) >= SOLD_OUT_SHARE;
        var sale = Math.floorDiv(step, SALE_STEPS);
        if (draw(product, "sale", sale) < SALE_SHARE) {
            // A reduced price and its list price stand still until the sale is over.
            var list = rounding.round(wandering(product, sale * SALE_STEPS));
            var reduction = 0.1 + 0.05 * Math.floor(4 * draw(product, "reduction", sale));
            var reduced = rounding.round(list.doubleValue() * (1 - reduction));
            if (reduced.compareTo(list) < 0) {
                return new Offer(reduced, Optional.of(list), inStock);
            }
        }
        return new Offer(rounding.round(wandering(product, step)), Optional.empty(), inStock);
    }

    private double wandering(Product product, long step) {
        return product.usual().doubleValue() * (1 + SWING * new PriceWalk(seed, product.sku()).at(step));
    }

    private double draw(Product product, String what, long n) {
        return Draw.of(seed, what + ' ' + product.sku(), n);
    }
}
