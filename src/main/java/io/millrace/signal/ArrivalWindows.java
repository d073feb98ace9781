package io.millrace.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Half days by an airport's clock, from midnight and from noon: the same ones whenever they are worked out. They follow
 * each other without a gap, also where the clock is changed. Stateless.
 *
 * <p>None begins or ends at a time that the clock skips or shows twice, as nobody says which of the two a provider takes:
 * so a repeated hour lies within a window, and is answered whole. A half day that is longer than twelve hours by that, or
 * by the repeated hour itself, is asked in two parts.
 */
public final class ArrivalWindows {
    private static final int HALF_DAY_H = 12;

    private ArrivalWindows() {}

    /** The windows that have a part in the time from {@code from} until before {@code to}, in their order. */
    public static List<ArrivalWindow> covering(String airport, ZoneId zone, Instant from, Instant to) {
        var windows = new ArrayList<ArrivalWindow>();
        // A day before: where the clock is changed, a boundary can have moved past its midnight.
        var half = from.atZone(zone).toLocalDate().minusDays(1).atStartOfDay();
        while (half.atZone(zone).toInstant().isBefore(to)) {
            var next = half.plusHours(HALF_DAY_H);
            for (var window : between(airport, zone, half, next)) {
                if (window.toUtc().isAfter(from) && window.fromUtc().isBefore(to)) {
                    windows.add(window);
                }
            }
            half = next;
        }
        return List.copyOf(windows);
    }

    private static List<ArrivalWindow> between(String airport, ZoneId zone, LocalDateTime half, LocalDateTime next) {
        var from = shownOnce(half, zone);
        var to = shownOnce(next, zone);
        var length = Duration.between(from.atZone(zone), to.atZone(zone));
        if (length.isZero()) {
            return List.of();
        }
        if (length.compareTo(ArrivalWindow.LONGEST) <= 0
                && Duration.between(from, to).compareTo(ArrivalWindow.LONGEST) <= 0) {
            return List.of(ArrivalWindow.of(airport, zone, from, to));
        }
        var middle = shownOnce(half.plusHours(HALF_DAY_H / 2), zone);
        return List.of(ArrivalWindow.of(airport, zone, from, middle), ArrivalWindow.of(airport, zone, middle, to));
    }

    /** The time itself or, where the clock skips it or shows it twice, the first after it that it shows once. */
    private static LocalDateTime shownOnce(LocalDateTime time, ZoneId zone) {
        var transition = zone.getRules().getTransition(time);
        if (transition == null) {
            return time;
        }
        return transition.isGap() ? transition.getDateTimeAfter() : transition.getDateTimeBefore();
    }
}
