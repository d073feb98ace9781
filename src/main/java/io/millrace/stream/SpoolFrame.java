package io.millrace.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An event in the spool. Written as length and CRC-32 of the rest, then number, time, length of the key, key, data.
 *
 * @param n number of the event, as it also stands inside the data
 * @param spooled when it was spooled, milliseconds since 1970
 * @param partitionKey what decides on its shard
 * @param data the record's bytes
 */
record SpoolFrame(long n, long spooled, String partitionKey, byte[] data) {
    static final int HEAD = 2 * Integer.BYTES;
    private static final int FIXED = 2 * Long.BYTES + Short.BYTES;

    /** Bytes of the largest frame. */
    static final int MOST_BYTES = HEAD + FIXED + EventBatch.MOST_RECORD_BYTES;

    /** Bytes of data and partition key, which is what the limits of Kinesis count. */
    int payload() {
        return payload(partitionKey, data.length);
    }

    static int payload(String partitionKey, int data) {
        return partitionKey.getBytes(StandardCharsets.UTF_8).length + data;
    }

    /** Bytes in the file. */
    int size() {
        return size(payload());
    }

    static int size(int payload) {
        return HEAD + FIXED + payload;
    }

    void writeTo(ByteBuffer target) {
        var start = target.position();
        var key = partitionKey.getBytes(StandardCharsets.UTF_8);
        target.position(start + HEAD);
        target.putLong(n).putLong(spooled).putShort((short) key.length).put(key).put(data);
        var length = target.position() - start - HEAD;
        target.putInt(start, length).putInt(start + Integer.BYTES, crc(target, start + HEAD, length));
    }

    /** The frame at a place of the buffer, up to its limit; null where there is none that is whole. */
    static SpoolFrame at(ByteBuffer buffer, int start) {
        if (start < 0 || buffer.limit() - start < HEAD + FIXED) {
            return null;
        }
        var length = buffer.getInt(start);
        if (length < FIXED || length > MOST_BYTES - HEAD || length > buffer.limit() - start - HEAD) {
            return null;
        }
        if (buffer.getInt(start + Integer.BYTES) != crc(buffer, start + HEAD, length)) {
            return null;
        }
        var body = buffer.slice(start + HEAD, length);
        var n = body.getLong();
        var spooled = body.getLong();
        var key = new byte[Short.toUnsignedInt(body.getShort())];
        body.get(key);
        var data = new byte[body.remaining()];
        body.get(data);
        return new SpoolFrame(n, spooled, new String(key, StandardCharsets.UTF_8), data);
    }

    private static int crc(ByteBuffer buffer, int start, int length) {
        var crc = new CRC32();
        crc.update(buffer.slice(start, length));
        return (int) crc.getValue();
    }
}
