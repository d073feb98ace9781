package io.millrace.source;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How many requests a provider takes in a period of UTC. */
public record Quota(int calls, Period per) {
    /** A period, by the calendar. */
    public enum Period {
        HOUR("yyyy-MM-dd'T'HH"),
        DAY("yyyy-MM-dd"),
        MONTH("yyyy-MM");

        private final DateTimeFormatter form;

        Period(String form) {
            this.form = DateTimeFormatter.ofPattern(form);
        }

        /** The period that a moment lies in, as text that sorts by time: {@code 2026-11}. */
        public String of(Instant moment) {
            return form.format(moment.atOffset(ZoneOffset.UTC));
        }

        /** When the period after it begins. */
        public Instant end(Instant moment) {
            var utc = moment.atZone(ZoneOffset.UTC);
            return switch (this) {
                case HOUR -> utc.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
                case DAY -> day(utc).plusDays(1).toInstant();
                case MONTH -> day(utc).withDayOfMonth(1).plusMonths(1).toInstant();
            };
        }

        private static ZonedDateTime day(ZonedDateTime utc) {
            return utc.truncatedTo(ChronoUnit.DAYS);
        }
    }

    @Override
    public String toString() {
        return calls + " a " + per.name().toLowerCase(java.util.Locale.ROOT);
    }
}
