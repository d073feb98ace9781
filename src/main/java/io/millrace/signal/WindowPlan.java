package io.millrace.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which windows to ask for next, so that a quota lasts and no hour is left out while one is asked for twice. Stateless:
 * what was asked before comes from whoever keeps it, so it goes on the same after a restart.
 *
 * @param ahead how far before its beginning a window is asked for at the earliest
 * @param refreshAfter how old an answer is at least before a window under way is asked for again
 */
public record WindowPlan(Duration ahead, Duration refreshAfter) {
    /** Tomorrow's windows today; the later state of what lands now a few times, where the quota allows it. */
    public static final WindowPlan USUAL = new WindowPlan(Duration.ofHours(36), Duration.ofHours(3));

    /**
     * What may be asked still.
     *
     * @param quotaLeft requests until the provider counts anew
     * @param daysLeft days until then, today among them: at least 1
     * @param askedToday requests since the day of UTC began
     */
    public record Budget(int quotaLeft, int daysLeft, int askedToday) {
        /** @throws IllegalArgumentException if a number is negative, or no day is left */
        public Budget {
            if (quotaLeft < 0 || daysLeft < 1 || askedToday < 0) {
                throw new IllegalArgumentException("quota left " + quotaLeft + ", days left " + daysLeft
                        + ", asked today " + askedToday + ": give none below 0, and at least one day");
            }
        }

        /** Requests that may be made today still: what was left this morning, in equal parts for all days left; one at least. */
        public int today() {
            var share = Math.max(1, (quotaLeft + askedToday) / daysLeft);
            return Math.max(0, Math.min(quotaLeft, share - askedToday));
        }
    }

    /**
     * The windows to ask for now, the most urgent first: those never answered that are not over yet, the soonest first;
     * then those under way, the oldest answer first, as far as the quota is not needed for first answers later on.
     *
     * @param airports ICAO code to time zone
     * @param answered {@link ArrivalWindow#id() id} to when its last answer came, or when it was refused: what is not in
     *     here is planned again at once
     */
    public List<ArrivalWindow> next(
            Instant now, Budget budget, Map<String, ZoneId> airports, Map<String, Instant> answered) {
        var windows = windows(now, now.plus(ahead), airports);
        var fresh = windows.stream()
                .filter(window -> !answered.containsKey(window.id()))
                .sorted(Comparator.comparing(ArrivalWindow::fromUtc).thenComparing(ArrivalWindow::airport));
        var again = windows.stream()
                .filter(window -> !window.fromUtc().isAfter(now))
                .filter(window -> answered.containsKey(window.id())
                        && !answered.get(window.id()).plus(refreshAfter).isAfter(now))
                .sorted(Comparator.comparing((ArrivalWindow window) -> answered.get(window.id()))
                        .thenComparing(ArrivalWindow::airport))
                .limit(spare(now, budget, airports, answered));
        return Stream.concat(fresh, again).limit(budget.today()).toList();
    }

    /** Requests that will not be needed for first answers, until the provider counts anew and the day after. */
    private long spare(Instant now, Budget budget, Map<String, ZoneId> airports, Map<String, Instant> answered) {
        var end = now.truncatedTo(ChronoUnit.DAYS).plus(budget.daysLeft(), ChronoUnit.DAYS);
        var needed = windows(now, end.plus(ahead), airports).stream()
                .filter(window -> !answered.containsKey(window.id()))
                .count();
        return Math.max(0, budget.quotaLeft() - needed);
    }

    private static List<ArrivalWindow> windows(Instant from, Instant to, Map<String, ZoneId> airports) {
        return airports.entrySet().stream()
                .flatMap(airport -> ArrivalWindows.covering(airport.getKey(), airport.getValue(), from, to).stream())
                .toList();
    }
}
