package io.millrace.lake;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.dataset.Json;
import io.millrace.dataset.StreamRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    private static final String EVENT = ",\"event\":";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String BYTES = ",\"bytes\":\"";

    /** Writes a record's line, with its line end. */
    static void write(ByteArrayOutputStream out, String shard, StreamRecord record) {
        var head = "{\"shard\":\"" + shard + "\",\"seq\":\"" + record.seq() + "\",\"arrived\":\"" + record.arrived()
                + "\"";
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        if (isJsonObjectOnOneLine(record.data())) {
            out.writeBytes(EVENT.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(record.data());
        } else {
            out.writeBytes(BYTES.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(Base64.getEncoder().encode(record.data()));
            out.write('"');
        }
        out.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
    }

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

    private static boolean isJsonObjectOnOneLine(byte[] data) {
        for (byte b : data) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        try {
            // Decoded here, because from bytes the parser would take a byte order mark, UTF-16 and UTF-32 too.
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
            return text.indexOf(BYTE_ORDER_MARK) != 0 && isJsonObject(text);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isJsonObject(String text) {
        try (var parser = Json.MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
