package io.millrace.dashboard;

/** As much is being made as may be at once; the message says what, and that it may be asked for again. */
final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String message) {
        super(message);
    }
}
