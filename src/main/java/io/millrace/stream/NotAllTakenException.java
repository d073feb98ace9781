package io.millrace.stream;

/** The stream took some of a batch's events, or was too busy for any: the others are to be sent again. */
public final class NotAllTakenException extends Exception {
    NotAllTakenException(String message) {
        super(message);
    }
}
