package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.util.List;

/** The records of one shard from where it stands on; not thread-safe. */
interface ShardSource {
    /** Stands for {@link Answer#behind} where the stream has not said. */
    long UNKNOWN = -1;

    /**
     * One answer.
     *
     * @param closed whether the shard has ended and nothing will follow
     * @param behind age of the last record, milliseconds; 0: nothing was behind it
     */
    record Answer(List<StreamRecord> records, boolean closed, long behind) {
        /** Nothing read, nothing learned. */
        static final Answer NONE = new Answer(List.of(), false, UNKNOWN);

        boolean atTip() {
            return behind == 0;
        }
    }

    /** A shard that the stream does not have any more: it was closed, and all of it is trimmed. */
    ShardSource GONE = new ShardSource() {
        @Override
        public Answer next(int limit) {
            return new Answer(List.of(), true, UNKNOWN);
        }

        @Override
        public void seek(String after) {
            // There is nothing behind it either.
        }
    };

    /** @param limit most records */
    Answer next(int limit);

    /** Whether the next answer is here already, and costs none of the reads that the shard allows. */
    default boolean isAtHand() {
        return false;
    }

    /** Goes on after that sequence number. */
    void seek(String after);
}
