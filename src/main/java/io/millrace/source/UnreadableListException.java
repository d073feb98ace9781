package io.millrace.source;

import io.millrace.dataset.FailedPage;

/** A listing or sitemap in which no pages can be found. The message says what was found, where, and what to do. */
public final class UnreadableListException extends RuntimeException implements FailedPage {
    UnreadableListException(String message) {
        super(message);
    }

    @Override
    public String result() {
        return "no_pages";
    }
}
