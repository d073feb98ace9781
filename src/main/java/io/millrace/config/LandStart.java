package io.millrace.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Where a stream that was never read begins.
 *
 * @param from as it is written: {@code trim-horizon}, {@code latest}, or a time in UTC
 * @param at that time; null for the words
 */
public record LandStart(String from, Instant at) {
    public static final LandStart TRIM_HORIZON = new LandStart("trim-horizon", null);
    public static final LandStart LATEST = new LandStart("latest", null);

    private static final String KEY = "millrace.land.start";

    static LandStart of(Keys keys) {
        return keys.one(KEY, LandStart::read, TRIM_HORIZON, LandStart::from);
    }

    private static Optional<LandStart> read(Scalar value) {
        var text = value.raw().strip();
        for (var word : new LandStart[] {TRIM_HORIZON, LATEST}) {
            if (word.from().equals(text)) {
                return Optional.of(word);
            }
        }
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            return Optional.of(new LandStart(at.toString(), at));
        } catch (DateTimeException e) {
            return value.unexpected("trim-horizon, latest, or a time such as 2026-11-21T10:00:00Z");
        }
    }
}
