package io.millrace.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Kinesis allows five GetRecords and two MiB a second and shard, whoever asks. Who asks earlier is refused, and does not know
 * when to ask again. Not thread-safe: one for each shard.
 */
final class ReadPace {
    private static final int READS = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static final long BYTES = 2 << 20;

    private final LongSupplier nanos;
    private final Deque<Long> reads = new ArrayDeque<>();
    private long paid;

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
        return Duration.ofNanos(Math.max(0, Math.max(left, paid - now)));
    }

    void noteRead() {
        if (reads.size() == READS) {
            reads.removeFirst();
        }
        reads.addLast(nanos.getAsLong());
    }

    /** What the last read brought: the next answer is taken to be as large. Five small ones a second are never too much. */
    void noteAnswer(long bytes) {
        paid = reads.getLast() + (bytes > BYTES / READS ? bytes * SECOND / BYTES : 0);
    }
}
