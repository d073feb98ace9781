package io.millrace.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRecordTest {
    private static final Instant START = Instant.parse("2026-11-21T11:00:00Z");

    @ParameterizedTest(name = "{0}, {1} times, first {2} ago, last {3} ago: {4}")
    @CsvSource({
        "gone, 3, PT3M, PT1M, true",
        "not_found, 3, PT3M, PT1M, true",
        "not_found, 2, PT3M, PT1M, false",
        "not_found, 3, PT2H, PT59M, true",
        "not_found, 3, PT2H, PT1H, false",
        "not_found, 200, P6D, PT2H, false",
        "not_found, 200, P8D, PT2H, true",
        "not_found, 200, P8D, PT23H, true",
        "not_found, 200, P8D, P1D, false",
        "server, 200, P8D, PT1M, false",
        "ok, 200, P8D, PT1M, false"
    })
    void aPageThatStaysAwayIsAskedForLessOften(
            String result, int times, Duration since, Duration asked, boolean rests) {
        var record = new PageRecord(START.minus(asked), result, START.minus(since), times, true, null, null);
        assertEquals(rests, record.rests(START));
    }

    @Test
    void aPageThatComesBackIsAskedForAsBefore() {
        var gone = new PageRecord(START, "gone", START.minus(Duration.ofDays(9)), 300, true, null, null);
        assertFalse(gone.then(START, PageRecord.OK, null, true, null).rests(START));
    }
}
