package io.millrace.local.kinesis;

/**
 * A point in time in an answer, which each {@link Wire} writes in its own way.
 *
 * @param millis since 1970
 */
record Moment(long millis) {}
