package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.dataset.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsualTest {
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

    private Usual usual = Usual.none("r");

    /** Why the price is suspect, so many hours after ten. */
    private String judge(String price, int hours) {
        var reading = new Reading(
                price == null ? null : new BigDecimal(price), "EUR", Set.of("price"), "json-ld", null, false);
        var verdict = usual.judge(reading, TEN.plus(Duration.ofHours(hours)), Duration.ofHours(24));
        usual = verdict.then();
        return verdict.suspect();
    }

    @Test
    void theFirstPriceOfAPageIsBelieved() {
        assertNull(judge("19.99", 0));
        assertEquals(new BigDecimal("19.99"), usual.believed().amount());
    }

    @Test
    void aSuspectPriceChangesNothingThatIsBelieved() {
        judge("19.99", 0);
        assertEquals("price 1999 was 19.99 (x100)", judge("1999", 1));
        assertNull(judge("20.49", 2));
        assertNotNull(judge("2049", 3));
    }

    @Test
    void aSuspectPriceThatStaysForADayIsBelieved() {
        judge("19.99", 0);
        assertNotNull(judge("1999", 1));
        assertNotNull(judge("1999", 24));
        assertNull(judge("1989", 25));
        assertNotNull(judge("19.99", 26), "and the one before is suspect");
    }

    @Test
    void onceIsNotEnoughHoweverLongAgo() {
        judge("19.99", 0);
        assertNotNull(judge("1999", 100));
        assertNull(judge("1999", 124));
    }

    @Test
    void aGoodPriceBetweenBeginsTheDayAnew() {
        judge("19.99", 0);
        judge("1999", 1);
        judge("19.99", 20);
        assertNotNull(judge("1999", 26));
    }

    @Test
    void anotherSuspectPriceBeginsTheDayAnew() {
        judge("19.99", 0);
        judge("1999", 1);
        assertNotNull(judge("199900", 26));
    }

    @Test
    void aPageWithoutAPriceIsNotJudged() {
        judge("19.99", 0);
        judge("1999", 1);
        assertNull(judge(null, 2));
        assertNull(judge("1999", 25), "and is no other price");
    }
}
