package io.millrace.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all readers share. A reader takes room for a whole answer before it asks for one, keeps what the
 * answer really takes, and gives that back when it is durable. First come, first served; thread-safe.
 */
final class ReadRoom {
    /** What one answer may take: 10 MiB of data, and the objects around its records. */
    static final int ANSWER = 12_000_000;

    /** Most records in an answer, so that these objects stay within. */
    static final int MOST_RECORDS = 5_000;

    private static final int PER_RECORD = 250;

    private final Semaphore bytes;

    /** @param bytes in all, at least {@link #ANSWER} */
    ReadRoom(int bytes) {
        if (bytes < ANSWER) {
            throw new IllegalArgumentException("found a memory of " + bytes + " bytes for the records of the stream,"
                    + " but one answer may take " + ANSWER + ": raise it");
        }
        this.bytes = new Semaphore(bytes, true);
    }

    /** What a record takes. */
    static int of(int data) {
        return data + PER_RECORD;
    }

    /** Takes room for an answer; false if there was none for that long. */
    boolean takeAnswer(Duration patience) throws InterruptedException {
        return bytes.tryAcquire(ANSWER, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void give(int room) {
        bytes.release(room);
    }

    int free() {
        return bytes.availablePermits();
    }
}
