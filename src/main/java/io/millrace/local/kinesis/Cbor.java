package io.millrace.local.kinesis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** As much of CBOR (RFC 8949) as it takes to tell a client that speaks it that this server does not. */
final class Cbor {
    private static final int MAP = 0xA0;
    private static final int TEXT_WITH_TWO_BYTES_OF_LENGTH = 0x79;
    private static final int MOST_PAIRS = 23;

    private Cbor() {}

    /** A map of texts to texts, given in turns. */
    static byte[] map(String... keysAndValues) {
        var pairs = keysAndValues.length / 2;
        if (pairs > MOST_PAIRS) {
            throw new IllegalArgumentException(pairs + " pairs are more than a short CBOR map has");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.write(MAP | pairs);
        for (var text : keysAndValues) {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.write(TEXT_WITH_TWO_BYTES_OF_LENGTH);
            bytes.write(utf8.length >> Byte.SIZE);
            bytes.write(utf8.length);
            bytes.writeBytes(utf8);
        }
        return bytes.toByteArray();
    }
}
