package io.millrace.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Kinesis allows five GetRecords a second and shard, whoever asks. Not thread-safe: one for each shard. */
final class ReadPace {
    private static final int READS = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final Deque<Long> reads = new ArrayDeque<>();

    ReadPace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait before the next read; zero: none. */
    Duration pause() {
        if (reads.size() < READS) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, reads.getFirst() + SECOND - nanos.getAsLong()));
    }

    void noteRead() {
        if (reads.size() == READS) {
            reads.removeFirst();
        }
        reads.addLast(nanos.getAsLong());
    }
}
