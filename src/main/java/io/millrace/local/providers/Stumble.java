package io.millrace.local.providers;

/** How the stand-ins fail on purpose, each about every twentieth time that it is asked. */
public enum Stumble {
    NEVER,
    /** With 503 and {@code Retry-After: 1}. */
    UNAVAILABLE,
    /** By turns so, and with 429 and {@code Retry-After: 1}. */
    UNAVAILABLE_OR_THROTTLED
}
