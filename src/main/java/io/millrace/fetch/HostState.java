package io.millrace.fetch;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * One host as it has answered so far. Safe for many threads, but for {@code users}.
 *
 * <p>Three things make a pause longer than what is declared: answers that take longer than a second (a pause as long as
 * they take), what a Retry-After asked for, and failures in a row (the pause doubles with each; from the fifth on the
 * circuit is open: nothing is asked for sixty pauses, then one request tries, and each failure of it doubles the time).
 */
final class HostState {
    private static final long SLOW = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();
    private static final int MOST_FAILURES = 5;
    private static final int PAUSES_OPEN = 60;
    private static final long SHORTEST_OPEN = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_OPEN = Duration.ofMinutes(30).toNanos();

    final String name;
    final Semaphore turn = new Semaphore(1, true);
    int users;

    private boolean visited;
    private long lastEnd;
    private Duration lastDelay = Duration.ZERO;
    private double took;
    private int failures;
    private int turnedAway;
    private int opened;
    private String reason = "";
    private boolean held;
    private long heldUntil;
    private boolean open;
    private long openUntil;

    HostState(String name) {
        this.name = name;
    }

    /** Nanoseconds from now until a request with that delay may begin; an open circuit does not count. */
    synchronized long waitFor(Duration delay, long now) {
        var wait = visited ? lastEnd + pause(delay) - now : 0;
        return held ? Math.max(wait, heldUntil - now) : wait;
    }

    /**
     * Nanoseconds until the host is free, as far as its last request tells; zero or less if it is. It is free too while
     * it is left alone for longer than that patience: who asks is told so, and has not to wait.
     */
    synchronized long freeIn(Duration patience, long now) {
        return openFor(now) > 0 || heldFor(now) > patience.toNanos() ? 0 : waitFor(lastDelay, now);
    }

    /** Nanoseconds until the open circuit lets a request try; zero or less where it is closed. */
    synchronized long openFor(long now) {
        return open ? openUntil - now : 0;
    }

    /** Nanoseconds for which the host asked to be left alone. */
    synchronized long heldFor(long now) {
        return held ? heldUntil - now : 0;
    }

    /** Failures in a row and what the last one was, for a person. */
    synchronized String trouble() {
        return failures + " failures in a row, the last: " + reason;
    }

    /** A request of an earlier process. */
    synchronized void asked(long ago, long now) {
        visited = true;
        lastEnd = now - ago;
    }

    synchronized void hold(long nanos, long now) {
        held = true;
        heldUntil = now + nanos;
    }

    /**
     * The host answered as a site does that is well. After pages that were none, that alone is no good sign: captchas are
     * answered so too.
     */
    synchronized void worked(long nanos) {
        took = took == 0 ? nanos : took * 0.7 + nanos * 0.3;
        open = false;
        failures = turnedAway;
        if (turnedAway == 0) {
            opened = 0;
        }
    }

    /** What the host answered with was a page of its own. */
    synchronized void served() {
        turnedAway = 0;
        failures = 0;
        opened = 0;
    }

    /** What the host answered with was no page: a failure that only a page ends. */
    synchronized void turnedAway(String what, Duration delay, double jitter, long now) {
        turnedAway++;
        failed(what, delay, jitter, now);
    }

    /**
     * The host failed, or refused to serve.
     *
     * @param delay what is declared
     * @param jitter from 0 to 1
     */
    synchronized void failed(String what, Duration delay, double jitter, long now) {
        failures++;
        reason = what;
        if (failures < MOST_FAILURES) {
            var pause = spread(delay.toNanos() << failures, LONGEST_PAUSE, jitter);
            hold(Math.max(heldFor(now), pause), now);
            return;
        }
        var first = Math.max(SHORTEST_OPEN, Math.min(delay.toNanos() * PAUSES_OPEN, LONGEST_OPEN));
        open = true;
        openUntil = now + spread(first << Math.min(opened, 10), LONGEST_OPEN, jitter);
        opened++;
    }

    /** The turn is over. */
    synchronized void ended(Duration delay, long now) {
        lastEnd = now;
        lastDelay = delay;
        visited = true;
    }

    private long pause(Duration delay) {
        return took > SLOW ? Math.max(delay.toNanos(), Math.min((long) took, LONGEST_PAUSE)) : delay.toNanos();
    }

    /** Up to a quarter more or less, so that those who failed together do not come back together. */
    private static long spread(long nanos, long longest, double jitter) {
        return (long) (Math.min(nanos, longest) * (0.75 + 0.5 * jitter));
    }
}
