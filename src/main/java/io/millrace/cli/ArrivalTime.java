package io.millrace.cli;

import io.millrace.run.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A moment as a user writes it. */
final class ArrivalTime {
    private ArrivalTime() {}

    /**
     * Reads a time of RFC 3339, or a date, which stands for its beginning in UTC.
     *
     * @param option where it stands, for the message
     * @throws UsageException if it is neither
     */
    static Instant parse(String option, String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(option + " takes a date such as 2026-11-21, or a time such as"
                    + " 2026-11-21T10:00:00Z, not \"" + text + "\"");
        }
    }
}
