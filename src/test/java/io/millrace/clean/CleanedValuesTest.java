package io.millrace.clean;

import static io.millrace.clean.Cleaned.READINGS;
import static io.millrace.clean.Cleaned.accepted;
import static io.millrace.clean.Cleaned.named;
import static io.millrace.clean.Cleaned.read;
import static io.millrace.clean.Cleaned.reading;
import static io.millrace.clean.Cleaned.rejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JSON value becomes in a column of each type. */
class CleanedValuesTest {
    @Test
    void halfACharacterInsideOfJsonIsRejectedBecauseNoWarehouseTakesIt() {
        assertEquals("bad_any", rejected(reading("any", "{\"a\":\"\\ud800\"}")).reason());
        assertEquals("{\"a\":\"\uD834\uDD1E\"}", read("any", "{\"a\":\"\\ud834\\udd1e\"}"));
    }

    @Test
    void eachTypeHasItsJavaType() {
        assertEquals(7, read("small", "7"));
        assertEquals(100, read("small", "1e2"));
        assertEquals(9_223_372_036_854_775_807L, read("big", "9223372036854775807"));
        assertEquals(5L, read("big", "\"5\""));
        assertEquals(1e300, read("real", "1e300"));
        assertEquals(new BigDecimal("12.35"), read("exact", "12.345"));
        assertEquals(new BigDecimal("0.10"), read("exact", "\"0.1\""));
        assertEquals(true, read("flag", "true"));
        assertEquals(false, read("flag", "\"false\""));
        assertEquals("red", read("word", "\" red \""));
        assertEquals(LocalDate.of(2026, 2, 28), read("day", "\"2026-02-28\""));
        assertEquals(Instant.parse("2026-11-21T09:00:00.123456Z"), read("at", "\"2026-11-21T09:00:00.123456789Z\""));
        assertEquals("[1]", read("any", "[1]"));
        assertEquals("\"\"", read("any", "\"\""));
    }

    @Test
    void theTimeOfTheEventCanBeADayOrAText() {
        var values = named(READINGS, accepted(reading("small", "1")));
        assertEquals(LocalDate.of(2026, 11, 21), values.get("seen"));
        assertEquals("2026-11-21T10:00:00Z", values.get("told"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            small | 1.5                             | bad_small
            small | 2147483648                      | bad_small
            small | 101                             | out_of_bounds_small
            small | -6                              | out_of_bounds_small
            small | "seven"                         | bad_small
            small | 1e999999999                     | bad_small
            small | {"a":1}                         | bad_small
            small | true                            | bad_small
            big   | 9223372036854775808             | bad_big
            big   | "0x10"                          | bad_big
            real  | "NaN"                           | bad_real
            real  | "Infinity"                      | bad_real
            real  | 1e999999999                     | bad_real
            real  | "1d"                            | bad_real
            exact | 10000                           | out_of_bounds_exact
            exact | 9999.995                        | out_of_bounds_exact
            exact | 1e999999999                     | bad_exact
            exact | 1e-999999999                    | bad_exact
            flag  | "yes"                           | bad_flag
            flag  | 1                               | bad_flag
            word  | "blue"                          | bad_word
            day   | "2026-02-30"                    | bad_day
            day   | "+10000-01-01"                  | out_of_bounds_day
            day   | "+999999999-12-31"              | out_of_bounds_day
            day   | "0000-12-31"                    | out_of_bounds_day
            at    | "2026-11-21"                    | bad_at
            at    | "+10000-01-01T00:00:00Z"        | out_of_bounds_at
            at    | "-1000000000-01-01T00:00:00Z"   | out_of_bounds_at
            id    | "abcd"                          | too_long_id
            """)
    void aValueThatIsNotOfItsColumnIsRejected(String column, String json, String reason) {
        var event = reading(column, json);
        assertEquals(reason, rejected(event).reason(), event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "big", "real", "exact", "flag", "word", "day"})
    void aBlankTextIsNoValue(String column) {
        assertNull(read(column, "\"  \""));
        assertNull(read(column, "null"));
    }
}
