package io.millrace.extract;

/** Pages that show no page of the site, for tests of the routes around their reading. */
public final class Captchas {
    private Captchas() {}

    /** What the reader throws at one. */
    public static UnreadablePageException found() {
        return new UnreadablePageException("blocked: a captcha", NoPage.blocked_captcha);
    }
}
