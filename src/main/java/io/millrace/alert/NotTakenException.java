package io.millrace.alert;

import java.time.Duration;

/** A channel did not take an alert. Its message names no address but the host. */
public final class NotTakenException extends RuntimeException {
    private final transient Duration retryAfter;
    private final boolean forGood;
    private final boolean ofContent;

    /**
     * @param retryAfter what the channel asked for; null: nothing
     * @param forGood whether it will never take it
     * @param ofContent whether it may well take others
     */
    public NotTakenException(String message, Duration retryAfter, boolean forGood, boolean ofContent) {
        super(message);
        this.retryAfter = retryAfter;
        this.forGood = forGood;
        this.ofContent = ofContent;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    boolean isOfContent() {
        return ofContent;
    }

    boolean isForGood() {
        return forGood;
    }
}
