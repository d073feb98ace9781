package io.millrace.dashboard;

/** Whoever asks has not shown who he is. */
public final class NotLoggedInException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotLoggedInException(String message) {
        super(message);
    }
}
