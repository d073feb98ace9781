package io.millrace.local.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A record as it lies in a segment file: length and CRC-32 of what follows, then counter, arrival, length of the
 * partition key, partition key and data.
 *
 * @param counter that of its sequence number
 * @param arrival milliseconds since 1970
 */
record Frame(long counter, long arrival, String partitionKey, byte[] data) {
    /** Length and CRC. */
    static final int HEAD = 2 * Integer.BYTES;

    private static final int FIXED = 2 * Long.BYTES + Short.BYTES;

    /** Lengths outside these bounds are no frame: a record is at most 1 MiB. */
    static boolean isLength(int length) {
        return length >= FIXED && length <= FIXED + (2 << 20);
    }

    /** Writes the frame into {@code target}, which must have {@link #size} bytes left. */
    void writeTo(ByteBuffer target) {
        var key = partitionKey.getBytes(StandardCharsets.UTF_8);
        var start = target.position();
        target.position(start + HEAD);
        target.putLong(counter)
                .putLong(arrival)
                .putShort((short) key.length)
                .put(key)
                .put(data);
        var length = target.position() - start - HEAD;
        target.putInt(start, length);
        target.putInt(start + Integer.BYTES, crc(target.duplicate().flip().position(start + HEAD)));
    }

    /** Bytes of data and partition key, which is what the API's limits count. */
    int payload() {
        return partitionKey.getBytes(StandardCharsets.UTF_8).length + data.length;
    }

    int size() {
        return HEAD + FIXED + payload();
    }

    static int crc(ByteBuffer body) {
        var crc = new CRC32();
        crc.update(body);
        return (int) crc.getValue();
    }

    /** Reads the body of a frame, that is what follows its head. */
    static Frame read(ByteBuffer body) {
        var counter = body.getLong();
        var arrival = body.getLong();
        var key = new byte[Short.toUnsignedInt(body.getShort())];
        body.get(key);
        var data = new byte[body.remaining()];
        body.get(data);
        return new Frame(counter, arrival, new String(key, StandardCharsets.UTF_8), data);
    }
}
