package io.millrace.dashboard;

/** Whoever asks has failed to log in too often of late. */
public final class TooManyTriesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyTriesException(String message) {
        super(message);
    }
}
