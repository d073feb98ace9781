package io.millrace.stream;

/** The stream took some of a batch's events, or was too busy for any: the others are to be sent again. */
public final class NotAllTakenException extends Exception {
    private final int left;

    NotAllTakenException(int left, String message) {
        super(message);
        this.left = left;
    }

    /** How many are to be sent again. */
    public int left() {
        return left;
    }
}
