package io.millrace.alert;

import java.time.Duration;

/** A channel did not take an alert. Its message names no address but the host. */
public final class NotTakenException extends RuntimeException {
    private final transient Duration retryAfter;
    private final boolean forGood;

    /**
     * @param retryAfter what the channel asked for; null: nothing
     * @param forGood whether it will never take it
     */
    NotTakenException(String message, Duration retryAfter, boolean forGood) {
        super(message);
        this.retryAfter = retryAfter;
        this.forGood = forGood;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    boolean isForGood() {
        return forGood;
    }
}
