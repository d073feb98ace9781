package io.millrace.extract;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * From when to when a price is stated to hold: schema.org's {@code validFrom}, {@code validThrough} and
 * {@code priceValidUntil}.
 *
 * @param from the first moment; null if unsaid or unreadable
 * @param until the end; null likewise
 */
record ValidDates(Instant from, Instant until) {
    /** Dates without a time zone are those of somewhere on earth. */
    private static final Duration SOMEWHERE = Duration.ofHours(14);

    /** What is stated, as texts; each may be null. */
    static ValidDates of(String from, String until) {
        var last = at(until);
        boolean day = until != null && until.strip().length() == 10;
        return new ValidDates(at(from), last != null && day ? last.plus(Duration.ofDays(1)) : last);
    }

    /** Why a price does not hold at a time; null where it does, and where nobody knows the time. */
    String fault(Instant now) {
        if (now != null && from != null && from.minus(SOMEWHERE).isAfter(now)) {
            return "its price holds from " + day(from);
        }
        return now != null && until != null && until.plus(SOMEWHERE).isBefore(now)
                ? "its price held until " + day(until)
                : null;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant at(String text) {
        if (text == null || text.strip().length() < 10) {
            return null;
        }
        var written = text.strip();
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            return ofDay(written.substring(0, 10));
        }
    }

    private static Instant ofDay(String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
