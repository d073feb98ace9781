package io.millrace.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidDatesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -",
                "-, 2026-11-22, -",
                "-, 2026-11-21, -",
                "-, 2026-11-20, its price held until 2026-11-21",
                "-, 2025-12-31T23:59:59+01:00, its price held until 2025-12-31",
                "-, 2026-11-22T11:00:00Z, -",
                "2026-11-22, -, -",
                "2026-11-25, 2026-12-01, its price holds from 2026-11-25",
                "2027-01-01T00:00, -, its price holds from 2027-01-01",
                "soon, later, -",
                "31.12.2020, 31.12.2020, -",
            })
    void aPriceHoldsFromADayToADay(String from, String until, String fault) {
        assertEquals(fault, ValidDates.of(from, until).fault(NOW));
    }

    @Test
    void nothingIsTooOldAtAnUnknownTime() {
        assertNull(ValidDates.of(null, "2001-01-01").fault(null));
    }

    private static Extraction extract(String offers) {
        var html =
                "<h1>Oak Lamp</h1><script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Oak Lamp\",\"offers\":"
                        + offers + "}</script>";
        return OfferExtractor.extract(
                new Page(html.getBytes(StandardCharsets.UTF_8), "text/html", null, NOW), ExtractHints.NONE);
    }

    @Test
    void ofSeveralPricesThatWhichHoldsIsTaken() {
        assertEquals(
                "15.00 EUR",
                Pages.price(extract("{\"priceCurrency\":\"EUR\",\"priceSpecification\":["
                        + "{\"price\":\"12.00\",\"validThrough\":\"2026-10-31\"},"
                        + "{\"price\":\"15.00\",\"validFrom\":\"2026-11-01\",\"validThrough\":\"2026-11-30\"},"
                        + "{\"price\":\"20.00\",\"validFrom\":\"2026-12-01\"}]}")));
    }

    @Test
    void ofSeveralOffersThatWhichHoldsIsTaken() {
        assertEquals(
                "20.00 EUR",
                Pages.price(
                        extract(
                                "[{\"price\":\"15.00\",\"priceCurrency\":\"EUR\",\"priceValidUntil\":\"2026-10-31\"},"
                                        + "{\"price\":\"20.00\",\"priceCurrency\":\"EUR\",\"priceValidUntil\":\"2026-12-31\"}]")));
    }

    @Test
    void aPriceWhoseTimeIsOverIsTrustedLess() {
        var over = extract("{\"price\":\"15.00\",\"priceCurrency\":\"EUR\",\"priceValidUntil\":\"2020-12-31\"}");
        var good = extract("{\"price\":\"15.00\",\"priceCurrency\":\"EUR\",\"priceValidUntil\":\"2027-12-31\"}");
        assertEquals(good.offer().confidence() * 0.9, over.offer().confidence(), 0.001);
    }
}
