package io.millrace.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    private static String read(java.util.function.Function<String, Instant> how, String text) {
        try {
            return how.apply(text).toString();
        } catch (DateTimeException e) {
            return "none";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:15:30Z",
                "2026-11-21T10:15:30.1Z",
                "2026-11-21T10:15:30.000000001Z",
                "2026-11-21T10:15:30.123456789Z",
                "2026-11-21T10:15:30.1234567891Z",
                "2026-11-21T10:15:30.Z",
                "2026-11-21T10:15:30,5Z",
                "2026-11-21t10:15:30z",
                "2026-11-21T10:15Z",
                "2026-11-21T10:15:30+01:00",
                "2026-11-21 10:15:30Z",
                "2024-02-29T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-12-31T23:59:60Z",
                "2026-12-31T24:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "9999-12-28T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "-001-01-01T00:00:00Z",
                "1969-07-20T20:17:40.5Z",
                "２026-11-21T10:15:30Z",
                "2026-11-21T1a:15:30Z",
                "Z",
                "",
            })
    void itReadsWhatJavaReads(String text) {
        assertEquals(read(Instant::parse, text), read(UtcTime::parse, text));
    }

    @Test
    void everyTimeIsReadAsJavaReadsIt() {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++) {
            var time = Instant.ofEpochSecond(
                    -62_135_596_800L + (long) (random.nextDouble() * 315_000_000_000L), random.nextInt(1_000_000_000));
            assertEquals(time, UtcTime.parse(time.toString()));
        }
    }
}
