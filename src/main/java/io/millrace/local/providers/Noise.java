package io.millrace.local.providers;

import io.millrace.local.Draw;

/** Smooth chance: a function of seed, name and place on one or two axes, between 0 and 1 and without leaps. */
record Noise(long seed, String name) {
    // Larger than any number of cells on the second axis.
    private static final long ROW = 1_000_003;

    /** The value at {@code x}; it wanders from draw to draw, each a unit apart. */
    double at(double x) {
        var cell = (long) Math.floor(x);
        return between(Draw.of(seed, name, cell), Draw.of(seed, name, cell + 1), x - cell);
    }

    /** The value on a plane. */
    double at(double x, double y) {
        var row = (long) Math.floor(y);
        return between(inRow(x, row), inRow(x, row + 1), y - row);
    }

    private double inRow(double x, long row) {
        var cell = (long) Math.floor(x);
        return between(Draw.of(seed, name, row * ROW + cell), Draw.of(seed, name, row * ROW + cell + 1), x - cell);
    }

    private static double between(double from, double to, double share) {
        var eased = share * share * (3 - 2 * share);
        return from + (to - from) * eased;
    }
}
