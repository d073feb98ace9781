package io.millrace.lake;

import io.millrace.dataset.StreamRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Writes the records of one shard as raw lines ({@link RawLine}), each with its line end. Not thread-safe. */
final class RawLineWriter {
    private static final byte[] SEQ_END = ascii("\",\"arrived\":\"");
    private static final byte[] EVENT = ascii("\"" + RawLine.EVENT);
    private static final byte[] EVENT_END = ascii("}\n");
    private static final byte[] BYTES = ascii("\"" + RawLine.BYTES);
    private static final byte[] BYTES_END = ascii("\"}\n");

    private final OutputStream out;
    private final byte[] head;
    private Instant arrived;
    private byte[] arrivedText;

    RawLineWriter(OutputStream out, String shard) {
        this.out = out;
        this.head = ascii("{\"shard\":\"" + shard + "\",\"seq\":\"");
    }

    void write(StreamRecord record) throws IOException {
        out.write(head);
        out.write(ascii(record.seq()));
        out.write(SEQ_END);
        out.write(text(record.arrived()));
        var data = record.data();
        if (JsonLine.isObject(data)) {
            out.write(EVENT);
            out.write(data);
            out.write(EVENT_END);
        } else {
            out.write(BYTES);
            out.write(Base64.getEncoder().encode(data));
            out.write(BYTES_END);
        }
    }

    /** Records that were put together arrive in the same millisecond. */
    private byte[] text(Instant time) {
        if (!time.equals(arrived)) {
            arrived = time;
            arrivedText = ascii(time.toString());
        }
        return arrivedText;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
