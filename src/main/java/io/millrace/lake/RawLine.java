package io.millrace.lake;

import java.time.Instant;

/**
 * A line of a raw object: {@code {"shard":…,"seq":…,"arrived":…,"event":{…}}}, or {@code "bytes"} in base64 where the
 * record is not one JSON object on one line. Landing judges nothing: the bytes come out as they went in.
 *
 * @param data the record's bytes
 */
public record RawLine(String shard, String seq, Instant arrived, byte[] data) {
    static final String EVENT = ",\"event\":";
    static final String BYTES = ",\"bytes\":\"";

    /**
     * Reads a line that Millrace wrote.
     *
     * @param place object and line number, for the message
     */
    public static RawLine parse(byte[] line, String place) {
        return new RawLineReader().read(line, () -> place);
    }
}
