package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RatesTest {
    private Rates rates = Rates.NONE;

    private void looks(int times, String value) {
        for (var i = 0; i < times; i++) {
            rates = rates.plus(value);
        }
    }

    @Test
    void thirtyLooksThatAgreeSayWhatToExpect() {
        looks(29, "json-ld");
        assertEquals("", rates.expected(false));
        looks(1, "json-ld");
        assertEquals("json-ld", rates.expected(false));
    }

    @Test
    void pagesThatDifferSayNothing() {
        looks(40, "yes");
        looks(10, "");
        assertEquals("", rates.expected(false));
        assertEquals("yes", rates.expected(true), "unless it is being doubted");
        assertEquals(0.8, rates.fill(), 0.02);
    }
}
