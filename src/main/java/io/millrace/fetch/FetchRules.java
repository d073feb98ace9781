package io.millrace.fetch;

import java.time.Duration;

/**
 * What a source says about fetching its pages.
 *
 * @param delay time between the end of one request and the start of the next to the same host and port, zero to one
 *     hour; a longer Crawl-delay in robots.txt wins
 * @param allowPrivate whether pages in private networks and on this machine may be fetched; addresses that hand out
 *     cloud credentials stay refused
 */
public record FetchRules(Duration delay, boolean allowPrivate) {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** One second between requests, public addresses only. */
    public static final FetchRules DEFAULT = new FetchRules(Duration.ofSeconds(1), false);

    /** Checks the values; throws IllegalArgumentException that says what to write instead. */
    public FetchRules {
        if (delay == null || delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("fetch delay " + delay + " must lie between 0s and 1h");
        }
    }
}
