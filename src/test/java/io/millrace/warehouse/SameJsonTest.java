package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1.5,\"b\":[1,2]} | {\"b\": [1, 2], \"a\": 1.50} | true",
                "{\"a\":100} | {\"a\": 1e2} | true",
                "\"a\" | \"a\" | true",
                "{\"a\":1} | {\"a\": 2} | false",
                "{\"a\":1} | {\"a\": \"1\"} | false",
                "{\"a\":null} | {} | false",
                "[1,2] | [2,1] | false",
                "{\"a\" | {\"a\" | false"
            })
    void whatMeansTheSameIsTheSame(String found, String written, boolean same) {
        assertEquals(same, SameJson.isSame(found, written));
    }
}
