package io.millrace.clean;

/** A batch that has to wait, and why. */
public final class HeldException extends RuntimeException {
    HeldException(String message) {
        super(message);
    }
}
