package io.millrace.dataset;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A record as the stream gave it.
 *
 * @param seq sequence number within the shard, decimal digits; compares as a number
 * @param arrived when the stream took it, UTC, milliseconds
 * @param data the bytes, unread
 */
public record StreamRecord(String seq, Instant arrived, byte[] data) {
    /** Compares two sequence numbers as the numbers that they are; null stands before all. */
    public static int compareSeq(String a, String b) {
        if (a == null || b == null) {
            return a == null ? (b == null ? 0 : -1) : 1;
        }
        return new BigInteger(a).compareTo(new BigInteger(b));
    }
}
