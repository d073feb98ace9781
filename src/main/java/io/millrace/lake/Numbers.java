package io.millrace.lake;

import java.util.Locale;
import java.util.function.LongPredicate;

/** Numbers of batches, and of what else is numbered densely from 1. */
public final class Numbers {
    private Numbers() {}

    public static String eightDigits(long n) {
        return String.format(Locale.ROOT, "%08d", n);
    }

    /**
     * The greatest number that exists, given that they are dense; {@code known} if none after it does.
     *
     * @param known a number that exists, or 0
     */
    public static long greatest(long known, LongPredicate exists) {
        long low = known;
        long step = 1;
        while (exists.test(low + step)) {
            low += step;
            step *= 2;
        }
        long high = low + step;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (exists.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
