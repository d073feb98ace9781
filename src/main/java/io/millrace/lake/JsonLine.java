package io.millrace.lake;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are one JSON object (RFC 8259) in UTF-8 on one line. */
final class JsonLine {
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

    /** Asked of what is not plain ASCII alone: the parser does not look into what it skips. */
    private static boolean isUtf8(byte[] data) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
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
