package io.millrace.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private int left;

    @Test
    void aLongInvocationKeepsWhatIsAskedFor() {
        var deadline = deadline(300_000);
        left = 60_001;
        assertFalse(deadline.isNear());
        left = 60_000;
        assertTrue(deadline.isNear());
        assertEquals(Duration.ofSeconds(20), deadline.step());
    }

    @Test
    void aShortOneKeepsAQuarter() {
        var deadline = deadline(60_000);
        left = 15_001;
        assertFalse(deadline.isNear());
        left = 15_000;
        assertTrue(deadline.isNear());
    }

    @Test
    void itIsCloseOnceAThirdOfThatIsLeft() {
        var deadline = deadline(60_000);
        left = 5_001;
        assertFalse(deadline.isClose());
        left = 5_000;
        assertTrue(deadline.isClose());
    }

    private Deadline deadline(int millis) {
        left = millis;
        return new Deadline(() -> left, Duration.ofMinutes(1));
    }
}
