package io.millrace.lake;

import io.millrace.dataset.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

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
        var text = new String(line, StandardCharsets.ISO_8859_1);
        var event = text.indexOf(EVENT);
        var bytes = text.indexOf(BYTES);
        var cut = event >= 0 ? event : bytes;
        if (cut < 0 || !text.endsWith("}")) {
            throw new IllegalArgumentException(place + " is not a raw line: it holds neither event nor bytes");
        }
        var head = Json.read((text.substring(0, cut) + "}").getBytes(StandardCharsets.ISO_8859_1), Head.class, place);
        var data = event >= 0
                ? Arrays.copyOfRange(line, event + EVENT.length(), line.length - 1)
                : Base64.getDecoder().decode(text.substring(bytes + BYTES.length(), text.length() - 2));
        return new RawLine(head.shard(), head.seq(), head.arrived(), data);
    }

    private record Head(String shard, String seq, Instant arrived) {}
}
