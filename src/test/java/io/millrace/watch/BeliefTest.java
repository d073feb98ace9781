package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeliefTest {
    @ParameterizedTest
    @CsvSource({
        "19.99, EUR, 1999.00, EUR, price 1999.00 was 19.99 (x100)",
        "1999.00, EUR, 19.99, EUR, price 19.99 was 1999.00 (/100)",
        "10, EUR, 8.51,  EUR, ",
        "10, EUR, 85,  EUR, price 85 was 10 (x10)",
        "10, EUR, 84.9,  EUR, ",
        "10, EUR, 115,  EUR, price 115 was 10 (x10)",
        "10, EUR, 116,  EUR, ",
        "10, EUR, 200,  EUR, ",
        "10, EUR, 201,  EUR, price 201 was 10 (x20)",
        "10, EUR, 0.49,  EUR, price 0.49 was 10 (/20)",
        "10, EUR, 9800,  EUR, price 9800 was 10 (x1000)",
        "10, EUR, 10,  USD, price 10 USD was 10 EUR",
        "10, , 10,  USD, ",
        "10, EUR, 10,  , ",
        "10, EUR, 0,  EUR, price 0 was 10 (/0)",
        "0, EUR, 10,  EUR, price 10 was 0 (x0)",
        "0, EUR, 0,  EUR, "
    })
    void aPriceIsDoubtedWhereItIsFarFromTheOneBefore(
            BigDecimal was, String wasIn, BigDecimal now, String nowIn, String reason) {
        assertEquals(
                reason, new Belief(was, wasIn, Instant.EPOCH).doubt(now, nowIn).orElse(null));
    }
}
