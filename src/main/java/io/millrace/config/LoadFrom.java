package io.millrace.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Where a warehouse begins that has never loaded anything.
 *
 * @param from {@code beginning}, {@code now}, or a time, UTC
 * @param at the first batch that was committed then or later is the first that is loaded: {@link Instant#MIN} for
 *     {@code beginning}, {@link Instant#MAX} for {@code now}
 */
public record LoadFrom(String from, Instant at) {
    public static final LoadFrom BEGINNING = new LoadFrom("beginning", Instant.MIN);
    public static final LoadFrom NOW = new LoadFrom("now", Instant.MAX);

    static LoadFrom of(Keys keys, String key) {
        return keys.one(key, LoadFrom::read, BEGINNING, LoadFrom::from);
    }

    private static Optional<LoadFrom> read(Scalar value) {
        var text = value.raw().strip();
        for (var word : new LoadFrom[] {BEGINNING, NOW}) {
            if (word.from().equals(text)) {
                return Optional.of(word);
            }
        }
        try {
            var at = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return at.isAfter(Instant.now())
                    ? value.unexpected("a time that is past, or now")
                    : Optional.of(new LoadFrom(at.toString(), at));
        } catch (DateTimeException e) {
            return value.unexpected("beginning, now, a day such as 2026-11-21, or a time such as 2026-11-21T10:00:00Z");
        }
    }
}
