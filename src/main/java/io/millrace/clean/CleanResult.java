package io.millrace.clean;

import io.millrace.lake.RawLine;

/** What became of one raw line. */
public sealed interface CleanResult {
    /** A row of its dataset, typed. */
    record Accepted(Row row) implements CleanResult {}

    /** Not an event, or one that breaks its schema: kept with its reason and its bytes. */
    record Rejected(Rejection rejection) implements CleanResult {}

    /** Written by a newer version of Millrace or of the declaration: the whole batch has to wait. */
    record TooNew(String dataset, int version, RawLine line) implements CleanResult {
        /** What was found, where, and what to do. */
        public String detail() {
            return "an event of " + dataset + " version " + version + " in " + line.shard() + " at " + line.seq()
                    + " is newer than this program knows: update Millrace, and the batch goes on by itself";
        }
    }

    /** Erased: counted, and nothing of it is kept. Who sent it, as far as it could be read. */
    record Erased(String publisher, Long n) implements CleanResult {}

    /** Not of the one dataset that is asked for: not counted as read. */
    record Other() implements CleanResult {}
}
