package io.millrace.bench;

import java.util.Locale;

/**
 * What a benchmark found: a figure against a floor that the same run measured, or a limit that is set.
 *
 * @param measured in {@code unit}
 * @param floorName what it is compared with
 * @param floor in {@code unit}
 * @param target the ratio that is wanted
 * @param atLeast whether {@code target} is the least wanted ratio, otherwise the greatest
 */
public record Ratio(
        String name, double measured, String unit, String floorName, double floor, double target, boolean atLeast) {
    /** Measured through floor. */
    public double ratio() {
        return measured / floor;
    }

    /** Whether the ratio is as wanted. */
    public boolean isMet() {
        return atLeast ? ratio() >= target : ratio() <= target;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-13s ratio %.2f (%s %.2f, %s)  %,.1f %s against %,.1f of %s",
                name,
                ratio(),
                atLeast ? "at least" : "at most",
                target,
                isMet() ? "met" : "missed",
                measured,
                unit,
                floor,
                floorName);
    }
}
