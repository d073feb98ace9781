package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadPaceTest {
    private static final long MEGA = 1 << 20;

    private final AtomicLong now = new AtomicLong(Duration.ofHours(1).toNanos());
    private final ReadPace pace = new ReadPace(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void read(long bytes) {
        pace.noteRead();
        pace.noteAnswer(bytes);
    }

    @Test
    void theFirstReadWaitsForNothing() {
        assertEquals(Duration.ZERO, pace.pause());
    }

    @Test
    void fiveSmallReadsASecondAreAllowed() {
        for (var i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, pace.pause(), "read " + i);
            read(100);
        }
        assertEquals(Duration.ofSeconds(1), pace.pause());
    }

    @Test
    void aSecondReadIsPaidOutOfTheSameSecond() {
        read(MEGA);
        assertEquals(Duration.ofMillis(50), pace.pause(), "half of the second's bytes are left");
        pass(Duration.ofMillis(50));
        read(MEGA);
        assertEquals(Duration.ofMillis(500), pace.pause());
    }

    @Test
    void whatIsLargerThanASecondsBytesIsWaitedOutWhole() {
        read(10 * MEGA);
        assertEquals(Duration.ofMillis(5050), pace.pause());
    }

    @Test
    void whatWasNotReadForASecondMayBeReadAfterwardsAndNoMore() {
        read(MEGA);
        pass(Duration.ofMinutes(1));
        read(MEGA);
        pass(Duration.ofMillis(50));
        assertEquals(Duration.ZERO, pace.pause());
        read(MEGA);
        assertEquals(Duration.ofMillis(500), pace.pause());
    }

    /** A shard's two MiB a second, with one second's as the reserve. */
    private final class Reserve {
        private double bytes = 2 * MEGA;
        private long filled = now.get();

        boolean gives(long wanted) {
            bytes = Math.min(
                    2 * MEGA,
                    bytes
                            + (now.get() - filled)
                                    * 2.0
                                    * MEGA
                                    / Duration.ofSeconds(1).toNanos());
            filled = now.get();
            var admitted = bytes >= wanted;
            bytes -= wanted;
            return admitted;
        }
    }

    @Test
    void aShardRefusesNobodyWhoKeepsTheTime() {
        var shard = new Reserve();
        var begun = now.get();
        for (var i = 0; i < 60; i++) {
            pass(pace.pause());
            pace.noteRead();
            // The request is on its way.
            pass(Duration.ofMillis(i * 37 % 45));
            assertTrue(shard.gives(MEGA), "read " + i);
            pace.noteAnswer(MEGA);
        }
        var took = Duration.ofNanos(now.get() - begun);
        assertTrue(took.compareTo(Duration.ofSeconds(31)) < 0, "60 MiB took " + took);
    }
}
