package io.millrace.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Retry-After header (RFC 9110, section 10.2.3): how long a site asks to be left alone. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("[+-]?\\d+");

    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /**
     * How long to wait from {@code now} on: zero for a time that has passed, never more than an hour, so that a site's
     * mistake does not end its observation; nothing when the header is absent or cannot be read.
     *
     * @param header seconds or an HTTP-date; may be null
     */
    public static Optional<Duration> parse(String header, Instant now) {
        var text = header == null ? "" : header.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(seconds(text));
        }
        for (var form : List.of(DateTimeFormatter.RFC_1123_DATE_TIME, shortYear(now), ASCTIME)) {
            try {
                return Optional.of(within(Duration.between(now, form.parse(text, Instant::from))));
            } catch (DateTimeException e) {
                // Not this form; the next one may fit.
            }
        }
        return Optional.empty();
    }

    /** The form of RFC 850, whose years of two digits lie around now (RFC 9110, section 5.6.7). */
    private static DateTimeFormatter shortYear(Instant now) {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 2, now.atOffset(ZoneOffset.UTC).getYear() - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }

    private static Duration seconds(String digits) {
        try {
            return within(Duration.ofSeconds(Long.parseLong(digits)));
        } catch (NumberFormatException e) {
            return digits.startsWith("-") ? Duration.ZERO : LONGEST;
        }
    }

    private static Duration within(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
