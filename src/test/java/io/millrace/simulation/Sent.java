package io.millrace.simulation;

/**
 * A record with what it means.
 *
 * @param key of its row
 * @param version observation time, milliseconds since 1970
 * @param publisher null if the record does not tell
 * @param reason why it has to be rejected; null if it becomes a row
 */
record Sent(byte[] data, String key, long version, String value, String publisher, long n, String reason) {}
