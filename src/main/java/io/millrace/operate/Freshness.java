package io.millrace.operate;

import io.millrace.operate.Probe.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges ages. What a process finds old at its start is not its fault: nothing is stale before the process has run for as
 * long as it may take.
 */
public final class Freshness {
    private final Clock clock;
    private final Instant started;

    public Freshness(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    /** When this process began to watch, UTC. */
    public Instant started() {
        return started;
    }

    /**
     * Judges something that waits.
     *
     * @param what it is, for a person
     * @param age since when it waits; zero if nothing does
     */
    public Finding waiting(String what, Duration age, Duration limit) {
        if (age.isZero()) {
            return Finding.up("nothing waits: " + what);
        }
        return judge(what + " waits for " + words(age), age, limit);
    }

    /**
     * Judges something that is to happen now and then.
     *
     * @param what it is, for a person
     * @param last when it happened; null for never
     */
    public Finding happened(String what, Instant last, Duration limit) {
        var now = clock.instant();
        var age = Duration.between(last == null ? started : last, now);
        return judge(
                last == null
                        ? "no " + what + " since the start " + words(age) + " ago"
                        : what + " " + words(age) + " ago",
                age,
                limit);
    }

    private Finding judge(String found, Duration age, Duration limit) {
        var stale = age.compareTo(limit) > 0;
        var young = stale && Duration.between(started, clock.instant()).compareTo(limit) <= 0;
        return new Finding(
                !stale || young,
                found + ", the limit is " + words(limit) + (young ? ", for which this process has not run yet" : ""));
    }

    /** As {@code 1d 2h 3m 4s}, without what is zero. */
    private static String words(Duration time) {
        var seconds = Math.max(0, time.toSeconds());
        var text = new StringBuilder();
        long[] units = {86_400, 3_600, 60, 1};
        var names = "dhms";
        for (var i = 0; i < units.length; i++) {
            if (seconds >= units[i]) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(seconds / units[i])
                        .append(names.charAt(i));
                seconds %= units[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
