package io.millrace.lake;

import io.millrace.dataset.Json;
import java.time.Instant;

/**
 * An attempt at a batch that failed for a reason of the batch itself. Kept in the lake, so that attempts are counted over
 * restarts and over all processes.
 *
 * @param n number of the batch
 * @param k which failure of the batch: 1, 2, 3 …
 * @param reason what went wrong
 */
public record BatchFailure(long n, int k, Instant at, String reason) {
    static final String FOLDER = "processed/_failures/";

    public static String key(long n, int k) {
        return FOLDER + Numbers.eightDigits(n) + "-" + k + ".json";
    }

    /** Its key. */
    public String key() {
        return key(n, k);
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
