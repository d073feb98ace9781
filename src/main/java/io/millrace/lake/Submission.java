package io.millrace.lake;

import io.millrace.dataset.Json;
import java.time.Instant;

/**
 * That a batch is given to an engine outside of this process. Written, create-only, before anything is asked of that
 * engine: who creates it asks, once, and everybody finds the job by the name that follows from it.
 *
 * @param n number of the batch
 * @param k which submission of the batch: 1, 2, 3 …
 * @param engine as {@code clean.engine} names it
 * @param where the cluster or application
 * @param attempt id of the attempt
 */
public record Submission(long n, int k, String engine, String where, String attempt, Instant at) {
    static final String FOLDER = "processed/_submissions/";

    /**
     * How a submission ended without a proposal that counts; the next one takes its place.
     *
     * @param state of the job, as the engine names it, or {@code LOST}, {@code REFUSED}
     * @param reason what went wrong, with the log's address
     */
    public record End(long n, int k, String state, String reason, Instant at) {
        public static String key(long n, int k) {
            return FOLDER + Numbers.eightDigits(n) + "-" + k + "-end.json";
        }

        /** Its key. */
        public String key() {
            return key(n, k);
        }

        public byte[] toJson() {
            return Json.bytes(this);
        }
    }

    public static String key(long n, int k) {
        return FOLDER + Numbers.eightDigits(n) + "-" + k + ".json";
    }

    /** Its key. */
    public String key() {
        return key(n, k);
    }

    /** What the job is called, and the token that it is started with: letters, digits, hyphens, at most 64. */
    public String name() {
        return "millrace-" + n + "-" + attempt;
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
