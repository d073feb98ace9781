package io.millrace.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A time of a movement.
 *
 * @param utc the moment
 * @param local the same by the airport's clock
 */
record FlightTime(Instant utc, OffsetDateTime local) {
    /** 2024-10-09 05:25Z, 2024-10-09T07:25:00+02:00, 2024-10-09 07:25 */
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?(Z|[+-]\\d{2}:?\\d{2})?");

    /**
     * Reads an object {utc, local} or, as it was before, two fields beside each other.
     *
     * @return null where neither says a moment
     */
    static FlightTime of(JsonNode movement, String name, ZoneId zone) {
        var both = movement.path(name);
        var utc = both.isObject() ? both.path("utc") : movement.path(name + "Utc");
        var local = both.isObject() ? both.path("local") : movement.path(name + "Local");
        var moment = moment(utc.asText(""), ZoneOffset.UTC);
        if (moment == null) {
            moment = moment(local.asText(""), zone);
        }
        return moment == null
                ? null
                : new FlightTime(moment, moment.atZone(zone).toOffsetDateTime());
    }

    static FlightTime first(FlightTime... times) {
        for (var time : times) {
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    static Instant utc(FlightTime time) {
        return time == null ? null : time.utc();
    }

    static String local(FlightTime time) {
        return time == null ? null : time.local().toString();
    }

    /** Null for what is no time, and for one without an offset that the clock skips or shows twice. */
    private static Instant moment(String text, ZoneId zone) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        try {
            var time = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
            if (parts.group(3) != null) {
                return time.toInstant(ZoneOffset.of(parts.group(3)));
            }
            var offsets = zone.getRules().getValidOffsets(time);
            return offsets.size() == 1 ? time.toInstant(offsets.get(0)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
