package io.millrace.fetch;

import java.time.Instant;

/**
 * When hosts were asked last, kept across restarts: a process that is started again and again asks nobody more often
 * for it. Safe for many threads.
 */
public interface HostTimes {
    /**
     * What is kept of one host.
     *
     * @param asked when its last request began, UTC
     * @param notBefore until when it is left alone; null where nothing says so
     */
    record Kept(Instant asked, Instant notBefore) {}

    /** Keeps nothing. */
    HostTimes NONE = new HostTimes() {
        @Override
        public Kept find(String host) {
            return null;
        }

        @Override
        public void keep(String host, Kept times) {
            // Forgotten with the process.
        }
    };

    /**
     * What is kept of a host, null if nothing is.
     *
     * @param host name and port, {@code shop.example:443}
     */
    Kept find(String host);

    /** Keeps it before it returns, so that it is known even if the process dies at once. */
    void keep(String host, Kept times);
}
