package io.millrace.retention;

import java.util.List;

/**
 * One request of a round to the bucket.
 *
 * @param kind what it does
 * @param key what is written
 * @param json its content
 * @param keys what is deleted, at most 1,000
 * @param bytes of these, as far as known
 */
public record Step(Kind kind, String key, byte[] json, List<String> keys, long bytes) {
    /** What a step does. */
    public enum Kind {
        /** Creates an object where there is none. */
        COMMIT,
        /** Writes an object over. */
        WRITE,
        /** Deletes objects. */
        DELETE
    }

    static Step commit(String key, byte[] json) {
        return new Step(Kind.COMMIT, key, json, List.of(), 0);
    }

    static Step write(String key, byte[] json) {
        return new Step(Kind.WRITE, key, json, List.of(), 0);
    }

    static Step delete(List<String> keys, long bytes) {
        return new Step(Kind.DELETE, null, null, List.copyOf(keys), bytes);
    }
}
