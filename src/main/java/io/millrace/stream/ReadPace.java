package io.millrace.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Kinesis allows five GetRecords and two MiB a second and shard, whoever asks. Who asks earlier is refused, and does not know
 * when to ask again. What was not read for up to a second may be read afterwards. Not thread-safe: one for each shard.
 */
final class ReadPace {
    private static final int READS = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final long BYTES = 2 << 20;

    /** The shard's second begins when a request reaches it, and not when it is sent. */
    private static final long MARGIN = Duration.ofMillis(50).toNanos();

    private final LongSupplier nanos;
    private final Deque<Long> reads = new ArrayDeque<>();

    /** When a whole second's bytes may be read again. */
    private long full;

    /** What the next answer will take of a second's bytes, in nanoseconds. */
    private long next;

    ReadPace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long to wait before the next read; zero: none. */
    Duration pause() {
        if (reads.isEmpty()) {
            return Duration.ZERO;
        }
        var now = nanos.getAsLong();
        var left = reads.size() < READS ? 0 : reads.getFirst() + SECOND - now;
        return Duration.ofNanos(Math.max(0, Math.max(left, full - SECOND + next + MARGIN - now)));
    }

    void noteRead() {
        if (reads.size() == READS) {
            reads.removeFirst();
        }
        reads.addLast(nanos.getAsLong());
    }

    /** What the last read brought: the next answer is taken to be as large. Five small ones a second are never too much. */
    void noteAnswer(long bytes) {
        var cost = bytes * SECOND / BYTES;
        full = Math.max(full, reads.getLast()) + cost;
        next = Math.min(cost, SECOND);
    }
}
