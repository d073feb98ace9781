package io.millrace.config;

import java.time.Duration;

/**
 * How pages are watched.
 *
 * @param believeAfter a suspect price that stays so long is believed
 */
public record WatchSettings(Duration believeAfter) {
    private static final Duration LONGEST = Duration.ofDays(365);

    static WatchSettings of(Keys keys) {
        return new WatchSettings(keys.duration("millrace.watch.believe-after", Duration.ZERO, LONGEST));
    }
}
