package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.util.List;

/** The records of one shard from where it stands on; not thread-safe. */
interface ShardSource {
    /**
     * One answer.
     *
     * @param closed whether the shard has ended and nothing will follow
     * @param atTip whether there was nothing behind these records
     */
    record Answer(List<StreamRecord> records, boolean closed, boolean atTip) {}

    Answer next();

    /** Goes on after that sequence number; null: from the shard's beginning. */
    void seek(String after);
}
