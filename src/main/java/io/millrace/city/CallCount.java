package io.millrace.city;

/** Counts the requests to a provider, for all instances and across restarts. */
public interface CallCount {
    /**
     * Counts one more.
     *
     * @param period the period of its quota: {@code 2026-11}
     * @param day the day of UTC
     * @param most how many the quota takes
     * @return false if the quota is used up, and nothing was counted
     */
    boolean take(String provider, String period, String day, int most);

    /** How many were counted. */
    int used(String provider, String period);

    /** How many of them on a day. */
    int usedOn(String day, String provider, String period);
}
