package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
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
        assertEquals(isUtf8(line(text)), JsonLine.isObject(line(text)), () -> Arrays.toString(text));
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
            assertEquals(false, JsonLine.isObject(Arrays.copyOf(whole, length)), "cut to " + length);
        }
    }

    /** The words of JSON, some of them wrong. */
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\t",
        "\"",
        "\"a\"",
        "\"\\u00e9\"",
        "\"\\u00g0\"",
        "\"\\x\"",
        "\"\u0001\"",
        "0",
        "01",
        "-",
        "-1.5e+10",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1E-07",
        "true",
        "false",
        "null",
        "nul",
        "tru",
        "\n",
        "\\",
        "\u0000"
    };

    @Test
    void whatIsMadeOfTheWordsOfJsonIsJudgedAsByAParser() {
        var random = new SplittableRandom(1);
        var objects = 0;
        for (var i = 0; i < 300_000; i++) {
            var text = new StringBuilder("{");
            for (var left = random.nextInt(12); left > 0; left--) {
                text.append(
                        random.nextInt(3) == 0
                                ? "\"" + random.nextInt(9) + "\":"
                                : PIECES[random.nextInt(PIECES.length)]);
            }
            objects += judgedAsByAParser(text.append("}").toString());
        }
        assertTrue(objects > 1000, "only " + objects + " of them were objects");
    }

    @Test
    void whatIsAlmostAnEventIsJudgedAsByAParser() {
        var event =
                "{\"id\":\"x€\", \"n\":[1,-0.5e7,{}, [] ,null],\"payload\":{\"a\":true,\"b\":{\"c\":\"\\\"\\u20ac\"}}}";
        assertEquals(1, judgedAsByAParser(event));
        var random = new SplittableRandom(2);
        for (var i = 0; i < 100_000; i++) {
            var text = new StringBuilder(event);
            for (var edits = random.nextInt(1, 3); edits > 0; edits--) {
                var at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, event.charAt(random.nextInt(event.length())));
                    default -> text.setCharAt(at, event.charAt(random.nextInt(event.length())));
                }
            }
            judgedAsByAParser(text.toString());
        }
    }

    private static int judgedAsByAParser(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var parsed = text.indexOf('\n') < 0 && isParsed(bytes);
        assertEquals(parsed, JsonLine.isObject(bytes), text);
        return parsed ? 1 : 0;
    }

    private static boolean isParsed(byte[] bytes) {
        try (var parser = PARSERS.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (var depth = 1; depth > 0; ) {
                var token = parser.nextToken();
                parser.getText();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void everyByteIsJudgedAsByAParserWhereverItStandsInALongText() {
        for (var value = 0; value < 0x80; value++) {
            for (var at = 0; at < 25; at++) {
                var text = "x".repeat(at) + (char) value + "y".repeat(25 - at);
                judgedAsByAParser("{\"" + text + "\":1}");
                judgedAsByAParser("{\"a\":\"" + text + "\",\"b\":2}");
                judgedAsByAParser("{\"a\":\"" + text + "€ü" + text + "\"}");
            }
        }
    }

    @Test
    void longNamesThatDifferInOneCharacterAreTwo() {
        for (var at = 0; at < 20; at++) {
            var name = new StringBuilder("x".repeat(20));
            name.setCharAt(at, 'y');
            assertEquals(1, judgedAsByAParser("{\"" + name + "\":1,\"xxxxxxxxxxxxxxxxxxxx\":2}"));
            assertEquals(0, judgedAsByAParser("{\"" + name + "\":1,\"xxxxxxxxxxxxxxxxxxxx\":2,\"" + name + "\":3}"));
        }
    }

    @Test
    void anObjectMayBeNestedAsDeepAsAParserAllows() {
        for (var depth : new int[] {1, 999, 1000, 1001, 100_000}) {
            var text = "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
            var line = (depth == 1 ? "{}" : text).getBytes(StandardCharsets.US_ASCII);
            assertEquals(depth <= 1000, JsonLine.isObject(line), "depth " + depth);
        }
    }

    @Test
    void aNameMayStandInEveryObjectOnceHoweverItIsWritten() {
        assertEquals(1, judgedAsByAParser("{\"a\":{\"a\":{\"b\":1},\"b\":[{\"a\":1},{\"a\":2}]},\"b\":3}"));
        assertEquals(0, judgedAsByAParser("{\"a\":{\"b\":{\"c\":1}},\"b\":2,\"a\":3}"));
        assertEquals(0, judgedAsByAParser("{\"a\":1,\"\\u0061\":2}"));
        assertEquals(1, judgedAsByAParser("{\"a\":1,\"\\u0062\":2}"));
        assertEquals(1, judgedAsByAParser("{\"Aa\":1,\"BB\":2}"));
    }

    @Test
    void anObjectMayHaveManyNames() {
        for (var names : new int[] {63, 64, 65, 1000}) {
            var text = IntStream.range(0, names)
                    .mapToObj(i -> "\"n" + i + "\":{\"n0\":0}")
                    .collect(Collectors.joining(","));
            assertEquals(1, judgedAsByAParser("{" + text + "}"));
            assertEquals(0, judgedAsByAParser("{" + text + ",\"n" + (names - 1) + "\":0}"));
            assertEquals(1, judgedAsByAParser("{\"deep\":[{" + text + "}]}"));
        }
    }
}
