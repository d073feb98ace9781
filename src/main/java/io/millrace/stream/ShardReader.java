package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Gathers a shard's records into batches and advances only past what is durable. Not thread-safe: one thread a shard.
 *
 * <p>Ages are measured by a clock that never jumps; the wall clock only says through when the shard was read.
 */
final class ShardReader {
    /** Takes a batch and answers with the sequence number through which the shard is durable now, or throws. */
    @FunctionalInterface
    interface Sink {
        String accept(ShardBatch batch) throws Exception;
    }

    /** Is told before every read how far the shard was read: records behind that may be gone by now. */
    @FunctionalInterface
    interface Gap {
        void look(String after, Instant through);
    }

    private final StreamId stream;
    private final String shard;
    private final ShardSource source;
    private final ShardSettings settings;
    private final ReadRoom room;
    private final Time time;
    private final Gap gap;
    private final Sink sink;
    private final ReadPace pace;
    private final AnswerLimit limit = new AnswerLimit();

    private final RecordBuffer buffer;
    private int held;
    private long bufferedSince;
    private long readAt;
    private String durable;
    private String lastRead;
    private Instant readThrough;
    private Instant durableThrough;
    private boolean closed;

    ShardReader(
            StreamId stream,
            String shard,
            ShardStart start,
            ShardSource source,
            ShardSettings settings,
            ReadRoom room,
            Time time,
            Gap gap,
            Sink sink) {
        this.stream = stream;
        this.shard = shard;
        this.durable = start.after();
        this.lastRead = start.after();
        this.readThrough = start.through();
        this.durableThrough = start.through();
        this.source = source;
        this.settings = settings;
        this.room = room;
        this.buffer = new RecordBuffer(room);
        this.time = time;
        this.gap = gap;
        this.sink = sink;
        this.pace = new ReadPace(time::nanos);
    }

    /**
     * Reads once, and hands over a batch if one is full. After a failure the same records are handed over again by the
     * next call.
     *
     * @return how long to wait before the next call
     */
    Duration step() throws Exception {
        var wait = isFull() || closed ? Duration.ZERO : read();
        // What is left over of an answer waits for more, instead of making a small object of its own.
        while (isFull() || closed && !buffer.isEmpty()) {
            handOver();
        }
        return wait;
    }

    /** Hands over what is buffered, full or not. */
    void flush() throws Exception {
        while (!buffer.isEmpty()) {
            handOver();
        }
    }

    /** Gives up what is buffered. */
    void close() {
        buffer.clear();
        giveBack();
    }

    /** Whether the shard has ended and all of it is durable. */
    boolean isDone() {
        return closed && buffer.isEmpty();
    }

    boolean isEmpty() {
        return buffer.isEmpty();
    }

    /** Sequence number through which the shard is durable; null: nothing is. */
    String durable() {
        return durable;
    }

    /** All that arrived until then is durable; null: unknown. */
    Instant durableThrough() {
        return durableThrough;
    }

    /** The last record that was read, durable or not, and through when that was; both may be null. */
    void lookForGap(Gap of) {
        of.look(lastRead, readThrough);
    }

    private Duration read() throws Exception {
        var atHand = source.isAtHand();
        var pause = atHand ? Duration.ZERO : pace.pause();
        if (!pause.isZero()) {
            return shorter(pause, untilFull());
        }
        gap.look(lastRead, readThrough);
        if (!room.takeAnswer(buffer.isEmpty() ? room.patience() : shorter(room.patience(), untilFull()))) {
            // Others hold all the room and may wait just as this one does: give some back.
            flush();
            return Duration.ZERO;
        }
        held += ReadRoom.ANSWER;
        ShardSource.Answer answer;
        try {
            if (!atHand) {
                pace.noteRead();
            }
            answer = source.next(limit.records());
            var bytes = add(answer);
            if (!atHand && bytes > 0) {
                pace.noteAnswer(bytes);
            }
        } finally {
            giveBack();
        }
        return answer.atTip() && !closed ? shorter(settings.poll(), untilFull()) : Duration.ZERO;
    }

    /** Returns the bytes of the answer. */
    private long add(ShardSource.Answer answer) {
        var records = answer.records();
        closed = answer.closed();
        if (answer.behind() != ShardSource.UNKNOWN) {
            readThrough = time.now().minusMillis(answer.behind());
        }
        if (records.isEmpty()) {
            if (answer.atTip() && buffer.isEmpty()) {
                durableThrough = readThrough;
            }
            return 0;
        }
        readAt = time.nanos();
        if (buffer.isEmpty()) {
            bufferedSince = readAt;
        }
        var before = buffer.bytes();
        records.forEach(buffer::add);
        lastRead = records.get(records.size() - 1).seq();
        limit.learn(records.size(), buffer.bytes() - before);
        return buffer.bytes() - before;
    }

    private void handOver() throws Exception {
        var batch = new ShardBatch(stream, shard, durable, nextRecords());
        var through = sink.accept(batch);
        if (StreamRecord.compareSeq(through, durable) <= 0) {
            throw new IllegalStateException(
                    shard + " was not advanced: durable through " + through + " after a batch that follows " + durable);
        }
        advance(through);
    }

    private boolean isFull() {
        return !buffer.isEmpty()
                && (buffer.bytes() >= settings.maxBytes()
                        || buffer.size() >= settings.maxRecords()
                        || untilFull().isZero());
    }

    /** How long until the oldest buffered record is old enough; where there is none, no shorter than between reads. */
    private Duration untilFull() {
        if (buffer.isEmpty()) {
            return settings.poll();
        }
        var left = settings.maxAge().minusNanos(time.nanos() - bufferedSince);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private List<StreamRecord> nextRecords() {
        long bytes = 0;
        var count = 0;
        while (count < buffer.size() && count < settings.maxRecords() && (count == 0 || bytes < settings.maxBytes())) {
            bytes += buffer.length(count++);
        }
        return buffer.first(count);
    }

    private void advance(String through) {
        durable = through;
        if (StreamRecord.compareSeq(through, lastRead) > 0) {
            // Another writer landed more than was read here: go on behind it.
            durableThrough = buffer.arrived(buffer.size() - 1);
            buffer.clear();
            source.seek(through);
            lastRead = through;
            closed = false;
        } else {
            var landed = buffer.countThrough(through);
            if (landed > 0) {
                durableThrough = buffer.arrived(landed - 1);
                buffer.removeFirst(landed);
            }
        }
        bufferedSince = readAt;
        giveBack();
    }

    /** Of the room held, keeps what the buffer takes. */
    private void giveBack() {
        var taken = buffer.held();
        if (taken < held) {
            room.give(held - taken);
            held = taken;
        }
    }
}
