package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Finds out by age that records of a shard may have been trimmed before they were read: it was read through a moment
 * from which on the stream does not keep them any more. Not thread-safe: one for each shard.
 */
final class TrimCheck implements ShardReader.Gap {
    private static final String NOWHERE = "";

    private final StreamId stream;
    private final String shard;
    private final Supplier<Duration> retention;
    private final InstantSource clock;
    private final ShardPositions positions;
    private final ShardWatch watch;
    private String told = NOWHERE;

    TrimCheck(
            StreamId stream,
            String shard,
            Supplier<Duration> retention,
            InstantSource clock,
            ShardPositions positions,
            ShardWatch watch) {
        this.stream = stream;
        this.shard = shard;
        this.retention = retention;
        this.clock = clock;
        this.positions = positions;
        this.watch = watch;
    }

    @Override
    public void look(String after, Instant through) {
        var horizon = clock.instant().minus(retention.get());
        if (through == null || !through.isBefore(horizon)) {
            // Were it to fall behind at the same place once more, that would be another loss.
            told = NOWHERE;
        } else if (!Objects.equals(told, after)) {
            tell(after, through, horizon);
            told = after;
        }
    }

    /** The stream does not have the shard any more. */
    void gone(String after, Instant through) {
        tell(after, through, clock.instant().minus(retention.get()));
    }

    private void tell(String after, Instant through, Instant horizon) {
        positions.trimmed(stream, shard, after, through, horizon);
        watch.fails(
                shard,
                new IllegalStateException("records of " + shard + " that arrived between " + through + " and " + horizon
                        + " may have been trimmed by the stream's retention of "
                        + retention.get().toHours() + "h before they were landed, after "
                        + (after == null ? "its beginning" : after)
                        + ": raise the retention, or read more often"));
    }
}
