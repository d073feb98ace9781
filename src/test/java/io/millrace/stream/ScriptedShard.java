package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.util.ArrayList;
import java.util.List;

/** A shard whose records a test puts; any number of sources may read it. */
final class ScriptedShard {
    private final List<StreamRecord> records = new ArrayList<>();
    private boolean closed;
    private int perAnswer = 1_000;

    ScriptedShard put(StreamRecord record) {
        records.add(record);
        return this;
    }

    ScriptedShard answers(int most) {
        perAnswer = most;
        return this;
    }

    void close() {
        closed = true;
    }

    int size() {
        return records.size();
    }

    Source source() {
        return new Source();
    }

    final class Source implements ShardSource {
        private int next;
        private int reads;
        private final List<Integer> limits = new ArrayList<>();

        @Override
        public Answer next(int limit) {
            reads++;
            limits.add(limit);
            var end = Math.min(records.size(), next + Math.min(limit, perAnswer));
            var answer = List.copyOf(records.subList(next, end));
            next = end;
            var behind = next == records.size() ? 0 : 1;
            return new Answer(answer, closed && behind == 0, behind);
        }

        @Override
        public void seek(String after) {
            next = 0;
            while (next < records.size()
                    && StreamRecord.compareSeq(records.get(next).seq(), after) <= 0) {
                next++;
            }
        }

        List<Integer> limits() {
            return limits;
        }

        int reads() {
            return reads;
        }
    }
}
