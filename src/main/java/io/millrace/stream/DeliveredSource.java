package io.millrace.stream;

import io.millrace.dataset.StreamRecord;
import java.util.List;
import java.util.function.Predicate;

/**
 * A shard's records from where its landing stands through those that a trigger delivered. What was delivered is taken as
 * it is once it is proved that nothing lies between; what lies between is read from the stream first. Not thread-safe.
 *
 * <p>The proof is the stream's own answer to what follows, or a delivered record at which the landing stands: a delivery
 * holds consecutive records. One that does not, as with a filter on the trigger, is told where the answer shows it, and
 * then the stream is read instead.
 */
final class DeliveredSource implements ShardSource {
    /** Is told that a delivery leaves records out. */
    @FunctionalInterface
    interface Gaps {
        void found(String left, String in);
    }

    /** Records that are compared with the stream's, so that the proof costs little of what a shard gives in a second. */
    private static final int PROOF = 25;

    private final ShardSource stream;
    private final List<StreamRecord> delivered;
    private final Predicate<StreamRecord> expired;
    private final Gaps gaps;
    /** The last record that was given; null: none, and none was landed. */
    private String at;

    private boolean proved;
    private boolean broken;
    private boolean asked;

    /**
     * @param stream stands at {@code after}
     * @param after sequence number through which the shard is landed; null: none is
     * @param delivered at least one, in the shard's order
     * @param expired whether the stream does not keep a record any more, because of its age
     */
    DeliveredSource(
            ShardSource stream,
            String after,
            List<StreamRecord> delivered,
            Predicate<StreamRecord> expired,
            Gaps gaps) {
        this.stream = stream;
        this.delivered = delivered;
        this.expired = expired;
        this.gaps = gaps;
        standAt(after);
    }

    /** Whether everything through the last delivered record was given. */
    boolean isThrough() {
        return StreamRecord.compareSeq(last().seq(), at) <= 0;
    }

    @Override
    public boolean isAtHand() {
        return proved;
    }

    @Override
    public Answer next(int limit) {
        if (isThrough()) {
            return Answer.NONE;
        }
        return proved ? fromDelivery(limit) : fromStream(limit);
    }

    @Override
    public void seek(String after) {
        stream.seek(after);
        asked = false;
        standAt(after);
    }

    private void standAt(String after) {
        at = after;
        proved = !broken
                && after != null
                && delivered.stream().anyMatch(record -> StreamRecord.compareSeq(record.seq(), after) == 0);
    }

    private Answer fromDelivery(int limit) {
        var from = following();
        var records = delivered.subList(from, Math.min(delivered.size(), from + limit));
        at = records.get(records.size() - 1).seq();
        return new Answer(records, false, UNKNOWN);
    }

    private Answer fromStream(int limit) {
        var next = delivered.get(following());
        var answer = stream.next(asked ? limit : Math.min(limit, PROOF));
        asked = true;
        var records = answer.records();
        var between = 0;
        while (between < records.size()
                && StreamRecord.compareSeq(records.get(between).seq(), next.seq()) < 0) {
            between++;
        }
        var seen = records.subList(between, records.size());
        if (at == null && between == 0 && !seen.isEmpty() && !expired.test(next)) {
            passOver(seen.get(0));
        }
        if (!broken && !seen.isEmpty() && leavesOut(seen)) {
            broken = true;
        }
        if (broken || seen.isEmpty()) {
            stand(records);
            // Also of a delivery with gaps: what the stream does not have any more is nowhere but in it.
            proved = seen.isEmpty() && (answer.closed() || answer.atTip() && expired.test(next));
            return new Answer(records, false, answer.behind());
        }
        stand(records.subList(0, between));
        proved = true;
        return new Answer(records.subList(0, between), false, UNKNOWN);
    }

    private void stand(List<StreamRecord> given) {
        at = given.isEmpty() ? at : given.get(given.size() - 1).seq();
    }

    /** What was delivered of before the stream's first record lies before the moment from which on it is read. */
    private void passOver(StreamRecord first) {
        for (var record : delivered) {
            if (StreamRecord.compareSeq(record.seq(), first.seq()) < 0) {
                at = record.seq();
            }
        }
    }

    /** Whether what the stream has from the next delivered record on is something else than what was delivered. */
    private boolean leavesOut(List<StreamRecord> seen) {
        var here = following();
        // Where the first was trimmed since, the stream's answer begins behind it.
        while (here < delivered.size()
                && StreamRecord.compareSeq(
                                delivered.get(here).seq(), seen.get(0).seq())
                        < 0) {
            here++;
        }
        for (var record : seen) {
            if (here == delivered.size()) {
                return false;
            }
            if (StreamRecord.compareSeq(record.seq(), delivered.get(here).seq()) != 0) {
                gaps.found(record.seq(), delivered.get(here).seq());
                return true;
            }
            here++;
        }
        return false;
    }

    /** Index of the first delivered record behind where this stands. */
    private int following() {
        var index = 0;
        while (index < delivered.size()
                && StreamRecord.compareSeq(delivered.get(index).seq(), at) <= 0) {
            index++;
        }
        return index;
    }

    private StreamRecord last() {
        return delivered.get(delivered.size() - 1);
    }
}
