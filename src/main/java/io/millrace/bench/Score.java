package io.millrace.bench;

/** How often values were right; a wrong value is both one too many and one that is missing. */
final class Score {
    private int right;
    private int tooMany;
    private int missing;

    void right() {
        right++;
    }

    void tooMany() {
        tooMany++;
    }

    void missing() {
        missing++;
    }

    /** Whether there was anything to find, or was found. */
    boolean hasAny() {
        return right + tooMany + missing > 0;
    }

    /** Right ones of those found; 1 where none was found. */
    double precision() {
        return right + tooMany == 0 ? 1 : (double) right / (right + tooMany);
    }

    /** Right ones of those to be found; 1 where there was none. */
    double recall() {
        return right + missing == 0 ? 1 : (double) right / (right + missing);
    }

    /** The harmonic mean of both. */
    double f1() {
        return 2.0 * right / Math.max(1, 2 * right + tooMany + missing);
    }
}
