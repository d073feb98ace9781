package io.millrace.lake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.dataset.StreamRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawLineTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final String HEAD =
            "{\"shard\":\"shardId-000000000000\",\"seq\":\"42\",\"arrived\":\"2026-11-21T10:15:30.123Z\",";

    private static String written(byte[] data) {
        var out = new ByteArrayOutputStream();
        try {
            new RawLineWriter(out, "shardId-000000000000").write(new StreamRecord("42", ARRIVED, data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RawLine read(String line) {
        return RawLine.parse(line.strip().getBytes(StandardCharsets.UTF_8), "test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1}",
                " { \"b\" : 1.50 , \"a\" : [ ] } ",
                "{\"event\":{\"bytes\":\"x\"},\"bytes\":\"y\"}",
                "{\"price\":\"19,99 €\",\"name\":\"𝄞 \\u0000\u2028\"}",
                "{\"n\":1e-99999999999}"
            })
    void aJsonObjectIsEmbeddedByteForByte(String json) {
        var line = written(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(HEAD + "\"event\":" + json + "}\n", line);
        assertArrayEquals(json.getBytes(StandardCharsets.UTF_8), read(line).data());
    }

    static List<byte[]> noObjectsOnOneLine() {
        return List.of(
                new byte[0],
                utf8(" "),
                utf8("[1]"),
                utf8("\"text\""),
                utf8("12"),
                utf8("null"),
                utf8("{\"a\":1}{\"b\":2}"),
                utf8("{\"a\":1} x"),
                utf8("{\"a\":"),
                utf8("{'a':1}"),
                utf8("{\"a\":1,\"a\":2}"),
                utf8("{\n  \"a\": 1\n}"),
                utf8("{\"a\":1}\n"),
                utf8("{\"a\":1}\r"),
                utf8("\uFEFF{\"a\":1}"),
                utf8("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE),
                new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                new byte[] {0, 1, 2, (byte) 0x80});
    }

    @ParameterizedTest
    @MethodSource("noObjectsOnOneLine")
    void everythingElseIsKeptInBase64(byte[] data) {
        var line = written(data);
        assertEquals(HEAD + "\"bytes\":\"" + Base64.getEncoder().encodeToString(data) + "\"}\n", line);
        assertArrayEquals(data, read(line).data());
    }

    @Test
    void everyLineIsJsonForOtherProgramsToo() throws IOException {
        var mapper = new ObjectMapper();
        for (var data : noObjectsOnOneLine()) {
            assertEquals("42", mapper.readTree(written(data)).path("seq").asText());
        }
        assertEquals(
                1,
                mapper.readTree(written(utf8("{\"a\":1}")))
                        .path("event")
                        .path("a")
                        .asInt());
    }

    @Test
    void whateverBytesGoInComeOut() {
        var random = new Random(11);
        var alphabet = utf8("{}[]\":,\\ \r\n\t0aé€\uFEFF");
        for (var i = 0; i < 3_000; i++) {
            var data = new byte[random.nextInt(12)];
            for (var j = 0; j < data.length; j++) {
                data[j] = random.nextInt(10) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            var line = written(data);
            assertEquals(line.length() - 1, line.indexOf('\n'), "one line");
            assertArrayEquals(data, read(line).data());
        }
    }

    @Test
    void shardSequenceNumberAndTimeComeBack() {
        var line = read(written(utf8("{}")));
        assertEquals("shardId-000000000000", line.shard());
        assertEquals("42", line.seq());
        assertEquals(ARRIVED, line.arrived());
    }

    @Test
    void aForeignLineIsRefusedWithItsPlace() {
        var fault = assertThrows(
                IllegalArgumentException.class,
                () -> RawLine.parse(utf8("{\"shard\":\"s\"}"), "raw/x.jsonl.gz line 7"));
        assertTrue(fault.getMessage().startsWith("raw/x.jsonl.gz line 7"), fault.getMessage());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
