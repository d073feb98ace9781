package io.millrace.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A time for which a provider is asked of an airport's arrivals: at most twelve hours, by UTC and by the airport's clock.
 *
 * @param airport ICAO code
 * @param zone the airport's
 * @param fromLocal by the airport's clock, which shows this time exactly once
 * @param toLocal by the airport's clock, which shows this time exactly once
 * @param fromUtc the same moment as {@code fromLocal}
 * @param toUtc exclusive; the same moment as {@code toLocal}
 */
public record ArrivalWindow(
        String airport, ZoneId zone, LocalDateTime fromLocal, LocalDateTime toLocal, Instant fromUtc, Instant toUtc) {
    /** What a provider answers at once. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** @throws IllegalArgumentException if it is longer, by UTC or by the clock, or ends before it begins */
    public ArrivalWindow {
        if (!fromUtc.isBefore(toUtc)
                || Duration.between(fromUtc, toUtc).compareTo(LONGEST) > 0
                || Duration.between(fromLocal, toLocal).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("window of " + airport + " from " + fromUtc + " to " + toUtc + ", by its"
                    + " clock from " + fromLocal + " to " + toLocal + ": give at most 12 hours by both");
        }
    }

    static ArrivalWindow of(String airport, ZoneId zone, LocalDateTime from, LocalDateTime to) {
        return new ArrivalWindow(
                airport,
                zone,
                from,
                to,
                from.atZone(zone).toInstant(),
                to.atZone(zone).toInstant());
    }

    /** The same for the same window, whenever it is asked: airport and beginning. */
    public String id() {
        return airport + "@" + fromUtc;
    }
}
