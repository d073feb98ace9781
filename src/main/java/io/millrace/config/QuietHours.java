package io.millrace.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of each day in which a channel is told nothing; what is decided then waits for its end.
 *
 * @param from the first moment of it, by the clocks of the zone
 * @param until the first moment after it; before {@code from} where midnight lies between
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})\\s+(\\S+)");

    /** How a configuration writes them: {@code 22:00-07:00 Europe/Berlin}. */
    static Optional<QuietHours> of(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            var hours = new QuietHours(
                    LocalTime.parse(form.group(1)), LocalTime.parse(form.group(2)), ZoneId.of(form.group(3)));
            return hours.from.equals(hours.until) ? Optional.empty() : Optional.of(hours);
        } catch (DateTimeException e) {
            // No such time, or no such zone.
            return Optional.empty();
        }
    }

    /** Whether a moment lies in them. */
    public boolean hold(Instant at) {
        var time = at.atZone(zone).toLocalTime();
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** Since when something waits that could be told: since they ended, if that is later; since now while they last. */
    public Instant waitsSince(Instant since, Instant now) {
        if (hold(now)) {
            return now;
        }
        var today = now.atZone(zone).toLocalDate();
        var ended = today.atTime(until).atZone(zone).toInstant();
        if (ended.isAfter(now)) {
            ended = today.minusDays(1).atTime(until).atZone(zone).toInstant();
        }
        return since.isAfter(ended) ? since : ended;
    }
}
