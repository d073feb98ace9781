package io.millrace.extract;

import io.millrace.dataset.FailedPage;

/** A page that shows nothing of its site: the message says what it shows, and where. */
public final class UnreadablePageException extends RuntimeException implements FailedPage {
    private final boolean blocked;

    UnreadablePageException(String message, boolean blocked) {
        super(message);
        this.blocked = blocked;
    }

    @Override
    public String result() {
        return blocked ? "blocked" : "unreadable";
    }
}
