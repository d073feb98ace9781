package io.millrace.stream;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all readers share. A reader takes room for a whole answer before it asks for one, keeps what the
 * answer really takes, and gives that back when it is durable. First come, first served; thread-safe.
 */
final class ReadRoom {
    /** What one answer may take: 10 MiB of data, its sequence numbers, and where they lie. */
    static final int ANSWER = 12_000_000;

    /** Most records in an answer, so that these stay within. */
    static final int MOST_RECORDS = 5_000;

    /** Size of the arrays that hold records. */
    static final int CHUNK = 1 << 16;

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Semaphore bytes;
    private final int all;
    private final Duration patience;
    private final Queue<byte[]> chunks = new ConcurrentLinkedQueue<>();

    /** @param bytes in all, at least {@link #ANSWER} */
    ReadRoom(int bytes) {
        this(bytes, PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param patience how long a reader that has something buffered waits for room, before it hands that over to make some
     */
    ReadRoom(int bytes, Duration patience) {
        if (bytes < ANSWER) {
            throw new IllegalArgumentException("found a memory of " + bytes + " bytes for the records of the stream,"
                    + " but one answer may take " + ANSWER + ": raise it");
        }
        this.bytes = new Semaphore(bytes, true);
        this.all = bytes;
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** Takes room for an answer; false if there was none for that long. */
    boolean takeAnswer(Duration patience) throws InterruptedException {
        return bytes.tryAcquire(ANSWER, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void give(int room) {
        bytes.release(room);
        if (free() == all) {
            // The backlog is through: the memory is for others now.
            chunks.clear();
        }
    }

    /** An array of {@link #CHUNK} bytes, with whatever was in it. What it takes is for the caller to count. */
    byte[] chunk() {
        var used = chunks.poll();
        return used == null ? new byte[CHUNK] : used;
    }

    /** Takes back an array that nobody looks into any more. */
    void reuse(byte[] chunk) {
        chunks.add(chunk);
    }

    int free() {
        return bytes.availablePermits();
    }
}
