package io.millrace.lake;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.dataset.Json;
import java.io.IOException;

/** Tells whether bytes are one JSON object (RFC 8259) in UTF-8 on one line. */
final class JsonLine {
    private static final int CONTINUATION = 0x80;
    private static final int CONTINUATION_MASK = 0xC0;

    private JsonLine() {}

    static boolean isObject(byte[] data) {
        // What begins so, and has no zero byte, is never taken for UTF-16, UTF-32 or a byte order mark by the parser.
        if (data.length == 0 || data[0] != '{' && data[0] != ' ' && data[0] != '\t') {
            return false;
        }
        var all = 0;
        for (byte b : data) {
            if (b == '\n' || b == '\r' || b == 0) {
                return false;
            }
            all |= b;
        }
        return (all >= 0 || isUtf8(data)) && isParsed(data);
    }

    /** Well-formed UTF-8 (RFC 3629). Asked of what is not plain ASCII alone: the parser does not look into what it skips. */
    private static boolean isUtf8(byte[] data) {
        var at = 0;
        while (at < data.length) {
            var lead = data[at++];
            if (lead < 0) {
                var more = continuations(lead);
                if (more < 0 || at + more > data.length || !isSecond(lead, data[at])) {
                    return false;
                }
                for (var end = at + more; at < end; at++) {
                    if ((data[at] & CONTINUATION_MASK) != CONTINUATION) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Bytes that follow a leading one that is not ASCII; negative if it leads nothing. */
    private static int continuations(byte lead) {
        var value = lead & 0xFF;
        if (value < 0xC2 || value > 0xF4) {
            return -1;
        }
        return value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
    }

    /** Whether the second byte makes it neither overlong, nor a surrogate, nor beyond Unicode. */
    private static boolean isSecond(byte lead, byte second) {
        var value = second & 0xFF;
        return switch (lead & 0xFF) {
            case 0xE0 -> value >= 0xA0;
            case 0xED -> value <= 0x9F;
            case 0xF0 -> value >= 0x90;
            case 0xF4 -> value <= 0x8F;
            default -> true;
        };
    }

    private static boolean isParsed(byte[] data) {
        try (var parser = Json.MAPPER.createParser(data)) {
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
