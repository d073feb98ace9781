package io.millrace.source;

import java.util.List;

/** What is known of lists from earlier rounds. Safe for many threads. */
public interface ListMemory {
    /** Knows nothing. */
    ListMemory NONE = new ListMemory() {
        @Override
        public List<String> found(String source, String list) {
            return List.of();
        }

        @Override
        public void keep(String source, String list, List<String> pages) {}

        @Override
        public long lastRead(String source, String page) {
            return 0;
        }
    };

    /** The pages that were found in the list last. */
    List<String> found(String source, String list);

    void keep(String source, String list, List<String> pages);

    /** When the page was read last, milliseconds since 1970; 0 if it never was. */
    long lastRead(String source, String page);
}
