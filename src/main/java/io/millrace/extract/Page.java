package io.millrace.extract;

/**
 * A page as it was fetched.
 *
 * @param body the bytes, not compressed
 * @param contentType the Content-Type header, or null
 * @param url the address that answered, or null
 */
public record Page(byte[] body, String contentType, String url) {}
