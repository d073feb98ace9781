package io.millrace.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrimCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> kept = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Duration retention = DAY;
    private boolean lakeAway;

    private final ShardPositions positions = new ShardPositions() {
        @Override
        public ShardStart resume(StreamId stream, String shard, List<String> listed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reached(StreamId stream, String shard, Instant through) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ended(StreamId stream, String shard, String last, Instant through) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(StreamId stream, String shard) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, ShardStart> missing(StreamId stream, List<String> listed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void trimmed(StreamId stream, String shard, String after, Instant from, Instant to) {
            if (lakeAway) {
                throw new IllegalStateException("the lake does not answer");
            }
            kept.add(shard + " " + after + " " + from + " " + to);
        }
    };

    private final TrimCheck check =
            new TrimCheck(new StreamId("events", 1), "shard", () -> retention, () -> NOW, positions, new ShardWatch() {
                @Override
                public void works(String what) {}

                @Override
                public void fails(String what, Throwable reason) {
                    failures.add(reason.getMessage());
                }
            });

    @Test
    void whatIsStillKeptIsNoLoss() {
        check.look("12", NOW.minus(DAY));
        check.look("12", null);
        assertEquals(List.of(), kept);
        assertEquals(List.of(), failures);
    }

    @Test
    void aShardReadThroughAMomentBeforeWhatIsKeptHasAGap() {
        check.look("12", NOW.minus(DAY).minusMillis(1));
        assertEquals(List.of("shard 12 2026-11-20T09:59:59.999Z 2026-11-20T10:00:00Z"), kept);
        assertTrue(
                failures.get(0).contains("between 2026-11-20T09:59:59.999Z and 2026-11-20T10:00:00Z"),
                failures::toString);
    }

    @Test
    void aGapIsToldOnceForEachPlace() {
        var longAgo = NOW.minus(DAY.multipliedBy(2));
        check.look(null, longAgo);
        check.look(null, longAgo);
        check.look("12", longAgo);
        check.look("12", longAgo);
        assertEquals(2, kept.size(), kept::toString);
        assertEquals(2, failures.size(), failures::toString);
    }

    @Test
    void aShorterRetentionCounts() {
        retention = DAY.multipliedBy(7);
        check.look("12", NOW.minus(DAY.multipliedBy(2)));
        assertEquals(List.of(), kept);
        retention = DAY;
        check.look("12", NOW.minus(DAY.multipliedBy(2)));
        assertEquals(1, kept.size());
    }

    @Test
    void aGapThatCouldNotBeKeptIsToldAgain() {
        lakeAway = true;
        assertThrows(IllegalStateException.class, () -> check.look("12", NOW.minus(DAY.multipliedBy(2))));
        lakeAway = false;
        check.look("12", NOW.minus(DAY.multipliedBy(2)));
        assertEquals(1, kept.size());
    }
}
