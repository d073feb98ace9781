package io.millrace.watch;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether pages still show what they usually show, as a sequential test: the cumulative sum (CUSUM, Page 1954) of
 * log-likelihood ratios.
 *
 * <p>Each look at a page that usually shows something either finds it or misses it. While all is well a look misses with
 * the rate p0, which is learnt: (missed + 1) / (looks + 20), with looks forgotten at a rate of 1/200, never below 0.05 nor
 * above 0.5. After a template changed it misses with p1 = 0.95. A miss adds ln(p1/p0) to the score, 2.9 at the least p0; a
 * find adds ln((1-p1)/(1-p0)), -2.9 there; the score never falls below 0. At 16 there is an alarm: six misses in a row at the
 * least p0, twelve after looks of which a fourth missed. While looks miss independently with p0 at most, alarms are
 * e^16 = 8.9 million looks apart on average or more (Lorden 1971). An alarm ends when the score is back at 0, after six finds.
 * Nothing is learnt while it lasts, so it never ends by habit.
 *
 * @param found looks that found it, as far as they are remembered
 * @param missed looks that missed it
 * @param was share of finds when the score last left 0
 * @param last the newest looks, a bit each, 1 for a find
 * @param looks how many bits of {@code last} count, at most 20
 * @param pages some of the pages that missed since then
 * @param since when the score last left 0, UTC; null while it is 0
 * @param alarmed whether there is an alarm
 */
record Trend(
        double found,
        double missed,
        double score,
        double was,
        int last,
        int looks,
        Set<String> pages,
        Instant since,
        boolean alarmed) {
    static final Trend NONE = new Trend(0, 0, 0, 1, 0, 0, Set.of(), null, false);
    /** Looks that {@link #is} tells of. */
    static final int WINDOW = 20;

    private static final double ALARM = 16;
    private static final double BROKEN = 0.95;
    private static final double LEAST = 0.05;
    private static final double MOST = 0.5;
    private static final double FORGET = 1 - 1 / 200.0;
    private static final int MOST_PAGES = 8;

    /** After a look that found it. */
    Trend find() {
        var next = Math.max(0, score + Math.log((1 - BROKEN) / (1 - rate())));
        var over = next == 0;
        return new Trend(
                alarmed ? found : found * FORGET + 1,
                alarmed ? missed : missed * FORGET,
                next,
                was,
                last << 1 | 1,
                Math.min(WINDOW, looks + 1),
                over ? Set.of() : pages,
                over ? null : since,
                alarmed && !over);
    }

    /**
     * After a look that missed it.
     *
     * @param least on how many pages it has to be missed before that is an alarm
     */
    Trend miss(String page, Instant at, int least) {
        var on = new LinkedHashSet<>(pages);
        if (on.size() < MOST_PAGES) {
            on.add(page);
        }
        var next = Math.min(ALARM, score + Math.log(BROKEN / rate()));
        return new Trend(
                alarmed ? found : found * FORGET,
                alarmed ? missed : missed * FORGET + 1,
                next,
                score == 0 ? share() : was,
                last << 1,
                Math.min(WINDOW, looks + 1),
                on,
                score == 0 ? at : since,
                alarmed || next >= ALARM && on.size() >= least);
    }

    /** Share of the newest looks that found it, at most 20. */
    double is() {
        return looks == 0 ? 1 : (double) Integer.bitCount(last & (1 << looks) - 1) / looks;
    }

    private double share() {
        return found + missed == 0 ? 1 : found / (found + missed);
    }

    private double rate() {
        return Math.min(MOST, Math.max(LEAST, (missed + 1) / (found + missed + 20)));
    }
}
