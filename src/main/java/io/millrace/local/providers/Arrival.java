package io.millrace.local.providers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An aircraft that is to land, as fate has it.
 *
 * @param day a name for slot and day, of which all that is drawn of it hangs
 * @param number without the airline's code
 * @param codeshares further numbers that it is listed under, with their airlines' codes
 * @param twin a second number of its own that does not say so; null for none
 * @param late how much later than planned it reaches its stand; negative where earlier
 * @param isLive whether the provider follows it while it flies
 */
record Arrival(
        String day,
        Airline airline,
        int number,
        List<String> codeshares,
        String twin,
        Origin origin,
        String model,
        String registration,
        String modeS,
        String terminal,
        Instant scheduled,
        Duration flying,
        Duration late,
        boolean isCanceled,
        boolean isDiverted,
        boolean isLive) {
    private static final Duration KNOWN_BEFORE = Duration.ofHours(3);
    private static final Duration CANCELED_BEFORE = Duration.ofHours(8);
    private static final Duration TAXI = Duration.ofMinutes(6);
    private static final Duration APPROACH = Duration.ofMinutes(15);
    private static final int STEP_MINUTES = 5;

    /** What the provider says of its way, a word of its own. */
    String status(Instant now) {
        if (isCanceled) {
            return now.isBefore(scheduled.minus(CANCELED_BEFORE))
                    ? "Expected"
                    : isLive ? "Canceled" : "CanceledUncertain";
        }
        if (!isLive) {
            return now.isBefore(scheduled) ? "Expected" : "Unknown";
        }
        if (isDiverted && now.isAfter(scheduled)) {
            return "Diverted";
        }
        var departs = scheduled.plus(late).minus(flying);
        if (!now.isBefore(landing())) {
            return "Arrived";
        }
        if (!now.isBefore(landing().minus(APPROACH))) {
            return "Approaching";
        }
        if (!now.isBefore(departs)) {
            return now.isBefore(departs.plus(APPROACH)) ? "Departed" : "EnRoute";
        }
        return said(now).toMinutes() >= 3 * STEP_MINUTES ? "Delayed" : "Expected";
    }

    /** When it is to reach its stand, as far as that is said to differ from the plan; null where nothing is said yet. */
    Instant revised(Instant now) {
        return isLive && !isCanceled && !now.isBefore(scheduled.minus(KNOWN_BEFORE)) ? scheduled.plus(said(now)) : null;
    }

    /** When it touched down; null where it has not. */
    Instant landed(Instant now) {
        return isLive && !isCanceled && !isDiverted && !now.isBefore(landing()) ? landing() : null;
    }

    /** The best that is known of the moment of its arrival. */
    Instant expected(Instant now) {
        var revised = revised(now);
        return revised == null ? scheduled : revised;
    }

    private Instant landing() {
        return scheduled.plus(late).minus(TAXI);
    }

    /** A delay is told of bit by bit. */
    private Duration said(Instant now) {
        if (!now.isBefore(landing())) {
            return late;
        }
        var from = scheduled.minus(KNOWN_BEFORE);
        var share = Duration.between(from, now).toMillis()
                / (double) Duration.between(from, landing()).toMillis();
        var steps = Math.round(late.toMinutes() * Math.max(0, Math.min(1, share)) / STEP_MINUTES);
        return Duration.ofMinutes(STEP_MINUTES * steps);
    }
}
