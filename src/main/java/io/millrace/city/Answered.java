package io.millrace.city;

import java.time.Instant;

/**
 * A provider's answer.
 *
 * @param status HTTP status, 200 to 299 or 400 to 499
 * @param url the address that answered
 * @param at when it was complete, UTC, to the microsecond
 */
record Answered(int status, String contentType, byte[] body, String url, Instant at) {}
