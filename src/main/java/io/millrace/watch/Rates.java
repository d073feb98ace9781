package io.millrace.watch;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often the pages of a source show each value of a signal, learnt from all looks and slowly forgotten: what to expect of
 * a page that was never seen.
 *
 * @param shown value (empty for nothing) to looks
 */
record Rates(Map<String, Double> shown) {
    static final Rates NONE = new Rates(Map.of());

    private static final double FORGET = 1 - 1 / 500.0;
    /** So many looks make a baseline. */
    private static final double LEAST_LOOKS = 29;

    private static final double NEARLY_ALL = 0.9;
    private static final double MOST = 0.5;
    private static final double FORGOTTEN = 0.01;

    Rates plus(String value) {
        var next = new TreeMap<String, Double>();
        shown.forEach((other, looks) -> {
            if (looks * FORGET > FORGOTTEN) {
                next.put(other, looks * FORGET);
            }
        });
        next.merge(value, 1.0, Double::sum);
        return new Rates(next);
    }

    /** Share of the looks with any value, from 0 to 1. */
    double fill() {
        var all = looks();
        return all == 0 ? 0 : 1 - shown.getOrDefault("", 0.0) / all;
    }

    /**
     * What nearly all pages show; empty if they differ, show nothing, or too few were seen.
     *
     * @param isDoubted whether the newest looks missed it: then what most of them showed is enough, or the misses
     *     themselves would make it unexpected
     */
    String expected(boolean isDoubted) {
        var all = looks();
        return shown.entrySet().stream()
                .filter(value -> all >= LEAST_LOOKS && value.getValue() >= (isDoubted ? MOST : NEARLY_ALL) * all)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private double looks() {
        return shown.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
