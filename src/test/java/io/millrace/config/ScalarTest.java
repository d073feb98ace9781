package io.millrace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTest {
    private final Faults faults = new Faults();

    @ParameterizedTest
    @CsvSource({"500ms, 500", "5s, 5000", "5m, 300000", "1h, 3600000", "1d, 86400000", "0s, 0", "90s, 90000"})
    void aDurationHasItsUnit(String text, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "5s", "5m", "1h", "1d", "0s", "90s"})
    void camelReadsADurationAsWrittenForIt(String text) {
        var written = DurationText.write(duration(text).orElseThrow());
        assertEquals(duration(text).orElseThrow().toMillis(), TimeUtils.toMilliSeconds(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5 minutes", "1h30m", "-5s", "5S", "", "1.5s", "9999999999999s"})
    void anythingElseIsNoDuration(String text) {
        assertEquals(Optional.empty(), duration(text));
        assertEquals(
                "f:1: k: found \"" + text + "\", expected a number with its unit, such as 500ms, 5s, 5m, 1h or 1d",
                message());
    }

    @Test
    void aDurationOutsideOfItsBoundsIsAFault() {
        scalar("2h").duration(Duration.ofMillis(10), Duration.ofHours(1));
        assertEquals("f:1: k: found \"2h\", expected from 10ms to 1h", message());
    }

    @ParameterizedTest
    @CsvSource({
        "1B, 1",
        "2kB, 2000",
        "2KB, 2000",
        "16MB, 16000000",
        "1GB, 1000000000",
        "512KiB, 524288",
        "1MiB, 1048576",
        "2GiB, 2147483648",
        "16 MB, 16000000"
    })
    void aSizeHasItsUnit(String text, long bytes) {
        assertEquals(Optional.of(bytes), scalar(text).bytes(1, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "16M", "16mb", "-1MB", "1.5MB", ""})
    void anythingElseIsNoSize(String text) {
        scalar(text).bytes(1, Long.MAX_VALUE);
        assertEquals(
                "f:1: k: found \"" + text + "\", expected a number with its unit, such as 512KiB, 16MB or 1GB",
                message());
    }

    @Test
    void aSizeOutsideOfItsBoundsIsAFault() {
        scalar("1MB").bytes(32_000_000, 1L << 40);
        assertEquals("f:1: k: found \"1MB\", expected from 32MB to 1024GiB", message());
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "x", "8080.0", "99999999999"})
    void aWholeNumberKeepsToItsBounds(String text) {
        scalar(text).integer(1, 65_535);
        assertEquals("f:1: k: found \"" + text + "\", expected a whole number from 1 to 65535", message());
    }

    @Test
    void aWordIsSuggestedForAMistypedOne() {
        scalar("trim_horizn").oneOf(Begin.class);
        assertEquals("f:1: k: found \"trim_horizn\", did you mean trim-horizon?", message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9", "1,5", ".5", "NaN", ""})
    void aDecimalIsWrittenOut(String text) {
        assertEquals(Optional.empty(), scalar(text).decimal());
    }

    @Test
    void yesIsNotTrue() {
        scalar("yes").bool();
        assertEquals("f:1: k: found \"yes\", expected one of true, false", message());
    }

    @Test
    void aLongValueIsShortenedInAFault() {
        scalar("x".repeat(500)).bool();
        assertEquals("f:1: k: found \"" + "x".repeat(120) + "…\", expected one of true, false", message());
    }

    @ParameterizedTest
    @CsvSource({"claen, clean", "cleann, clean", "CLEAN, clean", "cl, ", "warehouse, warehouses", "elephant, "})
    void theNearestWordIsTheOneThatWasMeant(String word, String meant) {
        assertEquals(Optional.ofNullable(meant), Nearest.to(word, List.of("aws", "clean", "warehouses")));
    }

    private Scalar scalar(String text) {
        return new Scalar(text, new Place("f", 1, "k"), faults);
    }

    private Optional<Duration> duration(String text) {
        return scalar(text).duration(Duration.ZERO, Duration.ofDays(366));
    }

    private String message() {
        return assertThrows(ConfigException.class, faults::throwIfAny).getMessage();
    }

    private enum Begin {
        TRIM_HORIZON,
        LATEST
    }
}
