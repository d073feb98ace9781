package io.millrace.clean;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.BatchKind;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import io.millrace.lake.PriceLevel;
import io.millrace.lake.Totals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final Gate GATE =
            new Gate(50, new BigDecimal("0.7"), true, Duration.ofDays(2), new BigDecimal("20"));

    private Totals totals = Totals.NONE;
    private long n;

    private static Manifest manifest(long n, long rows, long rejected, PriceLevel... levels) {
        var file = new Manifest.DataFile("k", "2026-11-21", rows, 1);
        var written = new Manifest.Written(1, List.of(), rows, rows == 0 ? List.of() : List.of(file), List.of(levels));
        var reasons = rejected == 0 ? Map.<String, Long>of() : Map.of("price_unreadable", rejected);
        return Batched.manifest(n, TEN, rows + rejected, 0, reasons, Map.of("prices", written), Map.of());
    }

    private static PriceLevel level(String source, String currency, long rows, String median) {
        return new PriceLevel(source, currency, rows, TEN, new BigDecimal(median));
    }

    private static String fault(Manifest manifest) {
        return fault(manifest, Totals.NONE);
    }

    private static String fault(Manifest manifest, Totals before) {
        var plan = Batched.plan(manifest.n(), TEN);
        return GATE.fault(plan, manifest, before.prices()).orElse("");
    }

    /** Commits a batch of prices of one source. */
    private void past(String source, String currency, long rows, String median) {
        n++;
        totals = totals.plus(manifest(n, rows, 0, level(source, currency, rows, median)), m -> null);
    }

    @Test
    void aBatchOfWhichMostIsRejectedIsHeld() {
        assertEquals(
                "share of rejected lines is 0.800, more than 0.7 (clean.gate.rejected); rejected {price_unreadable=80}",
                fault(manifest(1, 20, 80)));
    }

    @ParameterizedTest
    @CsvSource({"30,70", "100,0", "10,39", "0,49"})
    void aShareAtTheThresholdAndASmallBatchPass(long rows, long rejected) {
        assertEquals("", fault(manifest(1, rows, rejected)));
    }

    @Test
    void aBatchWithoutARowIsHeldAlsoWhereTheShareIsNotLookedAt() {
        var gate = new Gate(50, null, true, null, null);
        assertEquals(
                Optional.of("no row is left of 50 lines (clean.gate.empty); rejected {price_unreadable=50}"),
                gate.fault(Batched.plan(1, TEN), manifest(1, 0, 50), List.of()));
    }

    @Test
    void linesThatWereErasedSayNothing() {
        var manifest = Batched.manifest(1, TEN, 100, 0, Map.of(Manifest.ERASED, 100L), Map.of(), Map.of());
        assertEquals("", fault(manifest));
    }

    @Test
    void suspectLinesAreOutOfTheWayAlready() {
        var written = manifest(1, 20, 0).datasets();
        assertEquals("", fault(Batched.manifest(1, TEN, 100, 0, Map.of("suspect", 80L), written, Map.of())));
        assertTrue(fault(Batched.manifest(1, TEN, 150, 0, Map.of("suspect", 50L, "bad_price", 80L), written, Map.of()))
                .startsWith("share of rejected lines is 0.800"));
    }

    @Test
    void aBatchWhoseNewestObservationIsOldIsHeld() {
        var old = new PriceLevel("acme", "EUR", 60, TEN.minus(Duration.ofHours(49)), BigDecimal.ONE);
        assertTrue(fault(manifest(1, 60, 0, old)).contains("49 hours before the batch was planned, more than 48"));
        var recent = new PriceLevel("acme", "USD", 60, TEN.minus(Duration.ofHours(47)), BigDecimal.ONE);
        assertEquals("", fault(manifest(1, 120, 0, old, recent)));
    }

    @Test
    void ofRowsWithoutPricesTheDayTells() {
        var late = Instant.parse("2026-11-24T00:00:01Z");
        var fault = GATE.fault(Batched.plan(1, late), manifest(1, 60, 0), List.of());
        assertTrue(fault.orElse("").startsWith("newest observation is of 2026-11-22T00:00:00Z"), fault::toString);
        assertEquals("", fault(manifest(1, 60, 0)));
    }

    @Test
    void pricesAHundredTimesAsHighAreHeldAndSoAreThoseAHundredthAsHigh() {
        for (var median : List.of("10.00", "12.00", "11.00")) {
            past("acme", "EUR", 60, median);
        }
        assertEquals(
                "median price of source acme is 1100.00 EUR over 60 rows, and was 10.00 to 12.00 in its last 3 batches:"
                        + " more than 20 times as high (clean.gate.price-factor)",
                fault(manifest(4, 60, 0, level("acme", "EUR", 60, "1100.00")), totals));
        assertTrue(fault(manifest(4, 60, 0, level("acme", "EUR", 60, "0.11")), totals)
                .contains("20 times as low"));
    }

    @Test
    void anotherSliceOfTheShopPasses() {
        for (var median : List.of("10", "100", "40")) {
            past("acme", "EUR", 60, median);
        }
        assertEquals("", fault(manifest(4, 60, 0, level("acme", "EUR", 60, "1999")), totals));
    }

    @Test
    void withoutThreeBatchesOfTheSameSourceAndCurrencyNoLevelIsKnown() {
        past("acme", "EUR", 60, "10");
        past("acme", "EUR", 60, "10");
        past("acme", "EUR", 19, "10");
        past("acme", "USD", 60, "10");
        past("other", "EUR", 60, "10");
        assertEquals("", fault(manifest(6, 60, 0, level("acme", "EUR", 60, "1000")), totals));
        past("acme", "EUR", 20, "10");
        assertTrue(fault(manifest(7, 60, 0, level("acme", "EUR", 60, "1000")), totals)
                .startsWith("median"));
    }

    @Test
    void aFewPricesAmongManyTellNoLevel() {
        for (var i = 0; i < 3; i++) {
            past("acme", "EUR", 60, "10");
        }
        assertEquals("", fault(manifest(4, 200, 0, level("acme", "EUR", 49, "1000")), totals));
    }

    @Test
    void pricesWithoutACurrencyHaveALevelOfTheirOwn() {
        for (var i = 0; i < 3; i++) {
            past("acme", null, 60, "10");
        }
        assertTrue(fault(manifest(4, 60, 0, level("acme", null, 60, "1000")), totals)
                .contains("1000 without currency"));
    }

    @ParameterizedTest
    @EnumSource(value = BatchKind.class, names = "NEW", mode = EnumSource.Mode.EXCLUDE)
    void whatWasAskedForAlwaysPasses(BatchKind kind) {
        var before = Batched.plan(1, TEN);
        var plan = Plan.about(before, TEN, kind, List.of(1L), null, List.of(), List.of(), Map.of());
        var attempt = Attempt.of(Batched.about(manifest(2, 0, 100), kind, List.of(1L), null));
        assertSame(attempt, GATE.pass(plan, attempt, Totals.NONE));
    }

    @Test
    void theOpenGateHoldsNothing() {
        var gate = Gate.open();
        assertEquals(Optional.empty(), gate.fault(Batched.plan(1, TEN), manifest(1, 0, 1000), List.of()));
    }
}
