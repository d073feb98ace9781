package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.run.UsageException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 2026-11-21T00:00:00Z",
        "2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00.5+02:00, 2026-11-21T08:00:00.5Z"
    })
    void aDateAndATimeAreRead(String text, Instant time) {
        assertEquals(time, ArrivalTime.parse("--from", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "21.11.2026", "2026-11-21 10:00", "2026-11-21T10:00:00", "2026-02-30"})
    void allElseIsRefused(String text) {
        assertThrows(UsageException.class, () -> ArrivalTime.parse("--from", text));
    }

    @Test
    void theRefusalSaysWhereAndHow() {
        assertEquals(
                "--to takes a date such as 2026-11-21, or a time such as 2026-11-21T10:00:00Z, not \"x\"",
                assertThrows(UsageException.class, () -> ArrivalTime.parse("--to", "x"))
                        .getMessage());
    }
}
