package io.millrace.lambda;

import java.time.Duration;
import java.util.function.IntSupplier;

/** The end of an invocation, before which some of its time is kept for coming to a good end. */
final class Deadline {
    private static final int SHARE = 4;

    private final IntSupplier remaining;
    private final long reserve;

    /**
     * @param remaining milliseconds until the invocation is cut off
     * @param reserve kept at the most; no more than a quarter of what there is now
     */
    Deadline(IntSupplier remaining, Duration reserve) {
        this.remaining = remaining;
        this.reserve = Math.min(reserve.toMillis(), Math.max(0, remaining.getAsInt()) / SHARE);
    }

    /** Whether only what is kept is left. */
    boolean isNear() {
        return remaining.getAsInt() <= reserve;
    }

    /** Whether of that not more than a third is left. */
    boolean isClose() {
        return remaining.getAsInt() <= reserve / 3;
    }

    /** A third of what is kept: how long one step of the end may take. */
    Duration step() {
        return Duration.ofMillis(reserve / 3);
    }
}
