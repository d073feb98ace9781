package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Lets the simulation drive the real loop that keeps a shard read, in a time of its own. */
public final class SimulatedReader {
    /** Longer than any run: nothing is ever trimmed. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private static final int MILLI = 1_000_000;

    /** Lands a batch, and answers with the sequence number through which the shard is durable. */
    @FunctionalInterface
    public interface Landing {
        String land(ShardBatch batch) throws Exception;
    }

    /** When a batch is full. */
    public record Limits(Duration maxAge, long maxBytes, int maxRecords, Duration poll) {}

    /** What one life of a process reads all shards with; {@code rest} takes milliseconds. */
    public record Surroundings(
            KinesisClient kinesis,
            StreamId stream,
            ShardPositions positions,
            Limits limits,
            InstantSource clock,
            Consumer<Long> rest,
            RandomGenerator chance,
            Consumer<String> failures,
            BooleanSupplier running) {}

    private SimulatedReader() {}

    /** Reads a shard until it has ended or the process is to stop; true if all of it is landed. */
    public static boolean read(Surroundings around, String shard, List<String> listed, Landing landing) {
        var stream = new KinesisStream(around.kinesis, around.stream.name());
        var limits = around.limits;
        var time = new Time(
                around.clock,
                () -> around.clock.instant().toEpochMilli() * MILLI,
                (pause, goesOn) -> around.rest.accept(pause.toMillis()),
                around.chance);
        var watch = watch(around.failures);
        var reading = new Reading(
                around.kinesis,
                stream,
                new ShardSettings(limits.maxAge, limits.maxBytes, limits.maxRecords, limits.poll),
                // Room for all: waiting for some is waiting in real time.
                new ReadRoom(Integer.MAX_VALUE),
                time,
                around.positions,
                watch,
                batch -> {
                    try {
                        return landing.land(batch);
                    } catch (Exception e) {
                        around.failures.accept("landing failed: " + e.getMessage());
                        throw new Reading.NotLandedException(batch, e);
                    }
                });
        // Of its own, as one that is shared waits for its fellows in real time.
        var life = new StreamLife(stream, around.stream, time.monotonic());
        var trims = new TrimCheck(around.stream, shard, () -> RETENTION, around.clock, around.positions, watch);
        return new ShardLoop(reading, life, shard, listed, trims, around.running).run();
    }

    private static ShardWatch watch(Consumer<String> failures) {
        return new ShardWatch() {
            @Override
            public void works(String what) {}

            @Override
            public void fails(String what, Throwable reason) {
                failures.accept("reading failed: " + reason.getMessage());
            }
        };
    }
}
