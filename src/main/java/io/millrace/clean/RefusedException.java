package io.millrace.clean;

/** What a person asked for and cannot have; its message says why, and what to do. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }
}
