package io.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many prices of a confidence are right. */
final class Calibration {
    /** From this on a price counts as sure. */
    static final double SURE = 0.9;

    private static final double[] LOWER_ENDS = {SURE, 0.8, 0.7, 0.6, 0.5, 0};

    private final int[] right = new int[LOWER_ENDS.length];
    private final int[] all = new int[LOWER_ENDS.length];

    void add(double confidence, boolean isRight) {
        int band = 0;
        while (confidence < LOWER_ENDS[band]) {
            band++;
        }
        all[band]++;
        right[band] += isRight ? 1 : 0;
    }

    /** Right ones of the sure ones; 1 where there are none. */
    double sureAndRight() {
        return all[0] == 0 ? 1 : (double) right[0] / all[0];
    }

    /** One line for each band that holds any. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (int band = 0; band < all.length; band++) {
            if (all[band] > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "confidence from %.1f: %d of %d prices are right (%.3f)",
                        LOWER_ENDS[band],
                        right[band],
                        all[band],
                        (double) right[band] / all[band]));
            }
        }
        return lines;
    }
}
