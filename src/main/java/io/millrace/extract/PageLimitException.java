package io.millrace.extract;

/** A page that would take more memory or time than any page of a shop; the message says which limit it breaks. */
final class PageLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PageLimitException(String message) {
        super(message);
    }
}
