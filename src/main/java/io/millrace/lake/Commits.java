package io.millrace.lake;

import java.util.Map;

/** The one way to commit: a write that succeeds only where there was no object. */
@FunctionalInterface
public interface Commits {
    /** Header of the commit route's answer: true where this call created the object, false where one was there. */
    String COMMITTED = "MillraceCommitted";

    /**
     * Creates an object.
     *
     * @return false if there is one under that key already, which stays as it is
     * @throws RuntimeException if it is unknown whether it was written; the same call may then be made again
     */
    boolean create(String key, byte[] content, Map<String, String> metadata);
}
