package io.millrace.local.kinesis;

import java.time.Clock;

/**
 * So much a second, with what a second brings as the reserve. Safe for use by many threads.
 *
 * <p>What is larger than the reserve is let through once the reserve is full, and then paid back.
 */
final class Throttle {
    private static final double MILLIS = 1000;

    private final double perSecond;
    private final Clock clock;
    private double reserve;
    private long filled;

    Throttle(double perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        reserve = perSecond;
        filled = clock.millis();
    }

    /** Whether this much may pass now; nothing is taken yet. */
    synchronized boolean admits(double amount) {
        if (Double.isInfinite(perSecond)) {
            return true;
        }
        var now = clock.millis();
        reserve = Math.min(perSecond, reserve + Math.max(0, now - filled) / MILLIS * perSecond);
        filled = now;
        return reserve >= Math.min(amount, perSecond);
    }

    synchronized void take(double amount) {
        reserve -= amount;
    }
}
