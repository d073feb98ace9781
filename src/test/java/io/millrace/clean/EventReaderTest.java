package io.millrace.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.dataset.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a tree is what Jackson reads. */
class EventReaderTest {
    private static final List<String> NAMES = List.of(
            "event.id", "event.a", "payload", "payload.a", "payload.ab", "payload.a.b", "evidence.a", "payload.ä");

    private final EventPlaces places = new EventPlaces();
    private final int[] asked = NAMES.stream().mapToInt(places::add).toArray();
    private final EventReader reader = new EventReader(places);
    private final EventScan scan = new EventScan(places);
    private final Random random = new Random(20_261_122);
    private int scanned;

    @Test
    void anEventAsMillraceWritesItNeedsNoTree() {
        for (var event : new String[] {
            Events.priceText(),
            Events.priceText().replace("19,99 €", "19,99 \\u20ac \\\"neu\\\""),
            Cleaned.reading("any", "[{\"x\":[1.5,-2,true,null]},\"€\"]"),
        }) {
            assertTrue(scan.read(event.getBytes(StandardCharsets.UTF_8)), event);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "{} ",
                "{\"a\":1,\"a\":2}",
                "{\"payload\":{\"x\":1,\"x\":1}}",
                "{\"a\":[{\"x\":1,\"x\":1}]}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":.5}",
                "{\"a\":tru}",
                "{\"a\":true",
                "{\"a\":[1,]}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\" 1}",
                "[1]"
            })
    void whatIsNoEventOfTheUsualFormIsLeftToTheParser(String text) {
        assertFalse(scan.read(text.getBytes(StandardCharsets.UTF_8)), text);
        assertReadAlike(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anyJsonIsReadAlike() {
        for (var i = 0; i < 20_000; i++) {
            assertReadAlike(object(0).getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(scanned > 8_000, "only " + scanned + " needed no tree");
    }

    @Test
    void anyJsonWithAFaultIsReadAlike() {
        for (var i = 0; i < 40_000; i++) {
            var bytes = object(0).getBytes(StandardCharsets.UTF_8);
            for (var faults = 1 + random.nextInt(2); faults > 0; faults--) {
                var at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean()
                        ? (byte) random.nextInt()
                        : (byte) "{}[]:,\"\\ 0-.eut".charAt(random.nextInt(15));
            }
            assertReadAlike(bytes);
        }
    }

    @Test
    void anyBytesInATextAreReadAlike() {
        for (var i = 0; i < 80_000; i++) {
            var bytes = "{\"a\":\"....\",\"id\":1}".getBytes(StandardCharsets.UTF_8);
            for (var at = 6; at < 10; at++) {
                bytes[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 0x80 | random.nextInt());
            }
            assertReadAlike(bytes);
        }
    }

    private void assertReadAlike(byte[] event) {
        var text = new String(event, StandardCharsets.ISO_8859_1);
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(event);
        } catch (IOException | NumberFormatException e) {
            assertEquals(
                    e.getMessage(),
                    assertThrows(e.getClass(), () -> reader.read(event), text).getMessage());
            return;
        }
        scanned += scan.read(event) ? 1 : 0;
        try {
            assertEquals(tree.isObject(), reader.read(event), text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
        for (var i = 0; i < asked.length; i++) {
            var expected = tree;
            for (var name : NAMES.get(i).replace("event.", "").split("\\.")) {
                expected = expected.path(name);
            }
            var found = reader.at(asked[i]);
            var place = NAMES.get(i) + " of " + text;
            assertEquals(expected.getNodeType(), found.getNodeType(), place);
            assertEquals(expected.numberType(), found.numberType(), place);
            assertEquals(expected.toString(), found.toString(), place);
            assertEquals(expected.asText(), found.asText(), place);
            assertEquals(expected.isMissingNode() || expected.isNull(), reader.isNothing(asked[i]), place);
            assertEquals(expected.toString(), reader.json(asked[i]), place);
        }
    }

    private String object(int depth) {
        var fields = new ArrayList<String>();
        var names = depth == 0
                ? List.of("id", "a", "payload", "evidence", "other", "payloads")
                : isOdd() ? List.of("a", "ä", "\\u0061b") : List.of("a", "ab", "b", "x", "event");
        for (var name : names) {
            if (random.nextInt(3) > 0) {
                fields.add('"' + name + "\":" + (name.startsWith("payload") ? object(depth + 1) : value(depth + 1)));
            }
        }
        if (isOdd() && !fields.isEmpty()) {
            fields.add(fields.get(0));
        }
        return "{" + String.join(isOdd() ? ", " : ",", fields) + "}";
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 ->
                isOdd()
                        ? pick("9999999999999999999", "12345678901234567890123", "1e5", "1E-7", "1e-99999999999")
                        : pick("0", "1", "-7", "-0", "2147483648", "-2147483649", "999999999999999999");
            case 1 ->
                isOdd()
                        ? pick("3.14159265358979323846", "1.5e300")
                        : pick("0.5", "-0.0", "1.50", "0.00000001", "0.0000001", "12345.678", "100.00");
            case 2 -> pick("true", "false", "null");
            case 3, 4 ->
                '"'
                        + pick(
                                "",
                                "a",
                                " b ",
                                "€ 12,99",
                                "ä",
                                "𝄞",
                                "a\\\"b",
                                "\\u20ac",
                                "\\ud834\\udd1e",
                                "\\ud800",
                                "\\/",
                                "x\\n",
                                "\u007f",
                                "\u2028")
                        + '"';
            case 5 -> object(depth);
            default -> "[" + value(depth + 1) + (random.nextBoolean() ? "," + value(depth + 1) : "") + "]";
        };
    }

    /** Now and then, what the scan leaves to the parser. */
    private boolean isOdd() {
        return random.nextInt(100) == 0;
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }
}
