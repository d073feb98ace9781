package io.millrace.signal;

/**
 * A number of people that a page states.
 *
 * @param kind {@code city}, {@code urban} or {@code metro}
 * @param number people
 * @param asOf the date as precisely as it is stated, or {@code undated}
 */
public record StatedPopulation(String kind, long number, String asOf) {
    /** First day of the date; null where it is undated. */
    public String firstDay() {
        return switch (asOf.length()) {
            case 4 -> asOf + "-01-01";
            case 7 -> asOf.equals(StatedDate.UNDATED) ? null : asOf + "-01";
            default -> asOf;
        };
    }
}
