package io.millrace.local.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumberTest {
    private static final long CREATED = 1_772_366_400L;

    @Test
    void allNumbersHave56Digits() {
        for (var number : List.of(
                new SequenceNumber(0, 0, 0),
                new SequenceNumber(CREATED, 0, 1),
                new SequenceNumber((1L << 36) - 1, Integer.MAX_VALUE, Long.MAX_VALUE))) {
            assertEquals(56, number.toString().length(), number.toString());
        }
    }

    @Test
    void numbersSortByCounter() {
        var before = BigInteger.ZERO;
        for (var counter : List.of(0L, 1L, 9L, 10L, 255L, 256L, 1L << 32, Long.MAX_VALUE)) {
            var number = new BigInteger(new SequenceNumber(CREATED, 3, counter).toString());
            assertTrue(number.compareTo(before) > 0, number + " after " + before);
            before = number;
        }
    }

    @Test
    void aNumberIsReadBackAsItWas() {
        var number = new SequenceNumber(CREATED, 12, 4_294_967_297L);
        assertEquals(number, SequenceNumber.parse(number.toString()).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "12",
                "four",
                "-9590338271490256608559692538361571095921575989136588898",
                "49590338271490256608559692538361571095921575989136588898",
                "99999999999999999999999999999999999999999999999999999999"
            })
    void whatIsNoSequenceNumberIsNotRead(String text) {
        assertTrue(SequenceNumber.parse(text).isEmpty());
    }
}
