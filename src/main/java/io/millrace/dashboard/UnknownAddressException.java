package io.millrace.dashboard;

/** Nothing is answered at the address. */
public final class UnknownAddressException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownAddressException(String message) {
        super(message);
    }
}
