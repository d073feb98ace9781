package io.millrace.emr;

import io.millrace.lake.Submission;
import java.time.Duration;

/** A submission whose job is waited for. Used by one thread at a time; any may ask for submission, id and state. */
public final class Awaited {
    /** A program that stops is waited for no longer than this. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    private final Patience patience;
    private volatile Submission submission;
    private boolean mayAsk;
    private long since;
    private volatile String id;
    private volatile JobState state;
    private boolean done;
    private Long cancelled;
    private Long trouble;
    private Duration pause;
    private long next;
    private long now;

    Awaited(Patience patience) {
        this.patience = patience;
    }

    /**
     * Waits for the job of a submission from here on.
     *
     * @param mayAsk whether it is this process that asks for the job
     */
    void begin(Submission other, boolean mayAsk, long now) {
        this.submission = other;
        this.mayAsk = mayAsk;
        this.since = now;
        this.now = now;
        id = null;
        state = null;
        pause = patience.first();
        next = now;
    }

    /** Whether there is something to wait for. */
    public boolean isUnderWay() {
        return !done;
    }

    /** Milliseconds until it is to be looked at again, in naps that a stop may end. */
    public long getPause() {
        return Math.max(1, Math.min(LONGEST_NAP.toMillis(), (next - now) / 1_000_000));
    }

    /** Id of the attempt. */
    public String getAttempt() {
        return submission.attempt();
    }

    Submission submission() {
        return submission;
    }

    /** Id of the job; null while it is not known. */
    String id() {
        return id;
    }

    /** What was last seen of the job; null if nothing was. */
    JobState state() {
        return state;
    }

    boolean mayAsk() {
        return mayAsk;
    }

    /** It was asked for, whatever came of it: a second time it is not. */
    void asked() {
        mayAsk = false;
    }

    void found(String job) {
        id = job;
    }

    /** Takes up a state, and tells whether it is another than before. */
    boolean saw(JobState seen) {
        var isNews = state == null || !state.name().equals(seen.name());
        state = seen;
        done = seen.phase() == JobState.Phase.DONE;
        return isNews;
    }

    boolean isLost(long at) {
        return at - since >= patience.lost().toNanos();
    }

    void cancelled(long at) {
        cancelled = at;
    }

    boolean isCancelled() {
        return cancelled != null;
    }

    boolean isCancelledInVain(long at) {
        return cancelled != null && at - cancelled >= patience.cancel().toNanos();
    }

    /** AWS did not answer; whether that goes on for too long. */
    boolean isTroubled(long at) {
        if (trouble == null) {
            trouble = at;
        }
        return at - trouble >= patience.trouble().toNanos();
    }

    void answered() {
        trouble = null;
    }

    boolean isDue(long at) {
        now = at;
        return at >= next;
    }

    /** Plans the next look. */
    void rest(long at) {
        next = at + pause.toNanos();
        var longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(patience.longest()) < 0 ? longer : patience.longest();
    }
}
