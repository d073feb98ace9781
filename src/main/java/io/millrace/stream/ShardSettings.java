package io.millrace.stream;

import java.time.Duration;

/**
 * When a batch is full: whichever comes first.
 *
 * @param maxAge since its first record was read
 * @param maxBytes of its records' data
 * @param poll pause after an answer that has come to the shard's tip
 */
record ShardSettings(Duration maxAge, long maxBytes, int maxRecords, Duration poll) {}
