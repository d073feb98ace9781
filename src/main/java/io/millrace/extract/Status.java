package io.millrace.extract;

/** How reading a page ended; named as it is printed. */
public enum Status {
    /** An offer with a price. */
    ok,
    /** A page without a price that can be told; the offer may hold the rest. */
    no_price,
    /** A captcha, a challenge or a refusal instead of the page. */
    blocked,
    /** Not a page that can be read. */
    error
}
