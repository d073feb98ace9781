package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLiteralTest {
    private static String read(String text) {
        var read = new ScriptLiteral(text, 0, 1_000).read();
        return read == null ? null : read.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": [1, 2.50, \"x\"]} | {\"a\":[1,2.50,\"x\"]}",
                "{a: 'it\\'s', 'b-c': \"d\", $e: true,} | {\"a\":\"it's\",\"b-c\":\"d\",\"$e\":true}",
                "{a: undefined, b: null, c: void 0, d: !0, e: !1} | {\"d\":true,\"e\":false}",
                "{/* one, two */ a: 1, b: 2} | {\"a\":1,\"b\":2}",
                "{a: new Date(2026, 1), b: price(1) + 2, c: 3} | {\"c\":3}",
                "{a: 'x' + y, b: 1 * 2, c: z ? 1 : 2, d: 4} | {\"d\":4}",
                "{a: parseFloat('12.90'), b: Number(3)} | {\"a\":\"12.90\",\"b\":3}",
                "{...rest, shorthand, a: 1} | {\"a\":1}",
                "{a: '\\u20ac \\x41 <\\/script>'} | {\"a\":\"€ A </script>\"}",
                "[{a: 1}, , b, {c: 2}] | [{\"a\":1},null,{\"c\":2}]",
                "{a: 1e999999999, b: 2} | {\"b\":2}"
            })
    void whatIsWrittenOutIsReadAndTheRestIsLeftOut(String text, String json) {
        assertEquals(json, read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\": 1",
                "{a: \"never ended",
                "{return 1}",
                "{a: function(){ return {price: 1} }}",
                "{a: () => 1}",
                "[1} ",
                "{a: 1; b: 2}"
            })
    void whatIsNoLiteralToItsEndIsNone(String text) {
        assertNull(read(text));
    }

    @Test
    void aPriceKeepsTheZerosItWasWrittenWith() {
        assertEquals(
                "19.90",
                new ScriptLiteral("{p: 19.90}", 0, 10)
                        .read()
                        .get("p")
                        .decimalValue()
                        .toPlainString());
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertEquals("{\"a\":1,\"b\":2}", read("{a: 1, // c: 3,\n b: 2}"));
    }

    @Test
    void itStopsAtItsBudgetOfValues() {
        assertNull(new ScriptLiteral("[" + "1,".repeat(200) + "1]", 0, 100).read());
    }

    @Test
    void nestingWithoutEndIsRefusedAtOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertNull(new ScriptLiteral("[".repeat(5_000_000), 0, Integer.MAX_VALUE).read());
            assertNull(new ScriptLiteral("{a:".repeat(2_000_000), 0, Integer.MAX_VALUE).read());
            assertNull(new ScriptLiteral("{a:" + "(".repeat(5_000_000), 0, Integer.MAX_VALUE).read());
        });
    }
}
