package io.millrace.extract;

import java.time.Instant;

/**
 * A page as it was fetched.
 *
 * @param body the bytes, not compressed
 * @param contentType the Content-Type header, or null
 * @param url the address that answered, or null
 * @param fetchedAt when it did; null where nobody knows, and then no price is too old or to come
 */
public record Page(byte[] body, String contentType, String url, Instant fetchedAt) {
    /** One of an unknown time. */
    public Page(byte[] body, String contentType, String url) {
        this(body, contentType, url, null);
    }
}
