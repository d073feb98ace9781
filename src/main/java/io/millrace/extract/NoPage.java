package io.millrace.extract;

/** What an answer is that shows no page of its site; named as it is counted. */
public enum NoPage {
    /** A riddle for people. */
    blocked_captcha(Status.blocked, true),
    /** A check of the browser that only a script passes. */
    blocked_challenge(Status.blocked, true),
    /** A refusal in words. */
    blocked_denied(Status.blocked, true),
    /** A question for consent in place of the page. */
    blocked_consent(Status.blocked, true),
    /** A login in place of the page. */
    blocked_login(Status.blocked, true),
    /** A page that scripts would fill. */
    needs_javascript(Status.error, false),
    /** A site that says that it is closed for a while. */
    maintenance(Status.error, true),
    /** Empty, binary, of another type, or not to be read. */
    unreadable(Status.error, false);

    private final Status status;
    private final boolean turnsAway;

    NoPage(Status status, boolean turnsAway) {
        this.status = status;
        this.turnsAway = turnsAway;
    }

    Status status() {
        return status;
    }

    /** Whether the site does not serve us, so that more requests would meet the same. */
    boolean turnsAway() {
        return turnsAway;
    }
}
