package io.millrace.local.kinesis;

import java.time.Duration;

/**
 * How records are kept.
 *
 * @param segmentBytes a segment file that has grown to this is followed by a new one
 * @param segmentAge so is one that was begun this long ago, so that its records can go when their time has come
 * @param retention how long a record can be read
 * @param released so long those records can be read at least that were released; null: as long as all others
 * @param fsync whether each answer waits for the disk, and survives a power cut too
 */
record Storage(long segmentBytes, Duration segmentAge, Duration retention, Duration released, boolean fsync) {
    private static final long SEGMENT_BYTES = 16L << 20;

    /** A day's records in files of 16 MiB. */
    static Storage standard(boolean fsync) {
        return new Storage(SEGMENT_BYTES, Duration.ofHours(1), Duration.ofHours(24), null, fsync);
    }

    /** The same, but records are kept as long as AWS keeps any, or until they are released and {@code released} old. */
    Storage keepingUntil(Duration released) {
        return new Storage(segmentBytes, segmentAge, Duration.ofDays(365), released, fsync);
    }
}
