package io.millrace.extract;

/** A page that shows nothing of its site: the message says what it shows, and where. */
public final class UnreadablePageException extends RuntimeException {
    UnreadablePageException(String message) {
        super(message);
    }
}
