package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final int[] EDGES = {0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xFF};

    private static byte[] line(int... text) {
        var bytes = new byte[text.length + 8];
        System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 6);
        for (var i = 0; i < text.length; i++) {
            bytes[6 + i] = (byte) text[i];
        }
        bytes[bytes.length - 2] = '"';
        bytes[bytes.length - 1] = '}';
        return bytes;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void expectAsTheDecoderSays(int... text) {
        assertEquals(isUtf8(line(text)), JsonLine.isObject(line(text)), () -> java.util.Arrays.toString(text));
    }

    @Test
    void everyLeadingByteWithEveryEdgeIsJudgedAsByTheDecoder() {
        for (var lead = 0x80; lead <= 0xFF; lead++) {
            expectAsTheDecoderSays(lead);
            for (var second : EDGES) {
                if (second == 0x22) {
                    continue;
                }
                expectAsTheDecoderSays(lead, second);
                for (var third : EDGES) {
                    if (third != 0x22) {
                        expectAsTheDecoderSays(lead, second, third);
                        expectAsTheDecoderSays(lead, second, third, 0x80);
                        expectAsTheDecoderSays(lead, second, third, 0xBF, 'x');
                    }
                }
            }
        }
    }

    @Test
    void aCharacterThatTheEndCutsOffIsNone() {
        var whole = "{\"a\":\"€\"}".getBytes(StandardCharsets.UTF_8);
        assertTrue(JsonLine.isObject(whole));
        for (var length = 0; length < whole.length; length++) {
            assertEquals(false, JsonLine.isObject(java.util.Arrays.copyOf(whole, length)), "cut to " + length);
        }
    }
}
