package io.millrace.dataset;

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
        var fromA = significant(a);
        var fromB = significant(b);
        var digits = Integer.compare(a.length() - fromA, b.length() - fromB);
        for (var i = 0; digits == 0 && fromA + i < a.length(); i++) {
            digits = Character.compare(a.charAt(fromA + i), b.charAt(fromB + i));
        }
        return digits;
    }

    /** Where the digits begin that are not leading zeros. */
    private static int significant(String seq) {
        var at = 0;
        while (at < seq.length() - 1 && seq.charAt(at) == '0') {
            at++;
        }
        return at;
    }
}
