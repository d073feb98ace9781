package io.millrace.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How much may wait in the spool: who wants to add more waits until something is sent. Thread-safe. */
final class SpoolRoom {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    private final long limit;
    private final SpoolWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private long used;
    private boolean closed;
    private long reportedAt = System.nanoTime() - REPORT_EVERY.toNanos();

    SpoolRoom(long limit, SpoolWatch watch) {
        this.limit = limit;
        this.watch = watch;
    }

    /**
     * Takes that many bytes, once there are as many.
     *
     * @throws IOException if the spool is closed while it is full
     */
    void take(long bytes) throws IOException, InterruptedException {
        lock.lock();
        try {
            while (used + bytes > limit) {
                if (closed) {
                    throw new IOException("the spool is full, and this process stops");
                }
                report();
                freed.await(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
            used += bytes;
        } finally {
            lock.unlock();
        }
    }

    private void report() {
        var now = System.nanoTime();
        if (now - reportedAt >= REPORT_EVERY.toNanos()) {
            reportedAt = now;
            watch.fails(new IllegalStateException("the spool is full: " + used + " of " + limit + " bytes wait to be"
                    + " sent, and pages wait with them until the stream takes some; millrace.publish.spool sets how"
                    + " much may wait"));
        }
    }

    /** Takes that many bytes that are there already, whatever the limit. */
    void add(long bytes) {
        free(-bytes);
    }

    void free(long bytes) {
        lock.lock();
        try {
            used -= bytes;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
