package io.millrace.extract;

import io.millrace.dataset.FailedPage;

/** A page that shows nothing of its site: the message says what it shows, and where. */
public final class UnreadablePageException extends RuntimeException implements FailedPage {
    private final NoPage shown;

    UnreadablePageException(String message, NoPage shown) {
        super(message);
        this.shown = shown;
    }

    @Override
    public String result() {
        return shown.name();
    }

    /** Whether the site does not serve us, so that more requests would meet the same. */
    public boolean turnsAway() {
        return shown.turnsAway();
    }
}
