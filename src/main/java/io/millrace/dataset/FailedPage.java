package io.millrace.dataset;

/** A failure that says in one word what came of asking for a page: {@code not_found}, {@code timeout}, {@code blocked}. */
public interface FailedPage {
    /** The word; one of a small number, fit for a metric's label. */
    String result();
}
