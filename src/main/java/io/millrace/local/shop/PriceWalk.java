package io.millrace.local.shop;

import io.millrace.local.Draw;

/**
 * A random walk between -1 and 1 whose every step can be asked for by itself, without walking there.
 *
 * <p>Anchors are drawn at every {@value #SPAN}th step; between two of them the walk is a Brownian bridge, made by
 * displacing midpoints (Lévy's construction).
 */
record PriceWalk(long seed, String name) {
    static final int SPAN = 64;
    private static final double ANCHOR_REACH = 0.7;
    private static final double MIDPOINT_REACH = 0.5;

    /** Where the walk stands at that step, in [-1, 1]. */
    double at(long step) {
        var low = Math.floorDiv(step, SPAN) * SPAN;
        var high = low + SPAN;
        var atLow = anchor(low);
        var atHigh = anchor(high);
        var reach = MIDPOINT_REACH;
        while (step != low) {
            var middle = (low + high) / 2;
            var atMiddle = bounded((atLow + atHigh) / 2 + signed("bridge", middle) * reach);
            if (step < middle) {
                high = middle;
                atHigh = atMiddle;
            } else {
                low = middle;
                atLow = atMiddle;
            }
            // Half the distance has half the variance.
            reach *= Math.sqrt(0.5);
        }
        return atLow;
    }

    private double anchor(long step) {
        return signed("anchor", step) * ANCHOR_REACH;
    }

    private double signed(String kind, long step) {
        return 2 * Draw.of(seed, kind + ' ' + name, step) - 1;
    }

    private static double bounded(double value) {
        return Math.max(-1, Math.min(1, value));
    }
}
