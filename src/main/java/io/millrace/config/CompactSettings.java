package io.millrace.config;

import java.time.Duration;

/**
 * When the small files of days that are over are written anew in few.
 *
 * @param after so long after its end, UTC, a day is closed
 * @param every pause between two compactions
 */
public record CompactSettings(Duration after, Duration every) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static CompactSettings of(Keys keys) {
        return new CompactSettings(
                keys.duration("millrace.compact.after", Duration.ZERO, LONGEST),
                keys.duration("millrace.compact.every", SHORTEST, LONGEST));
    }
}
