package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Lands what a trigger of the stream delivers, behind what is landed of its shard. A delivery may come again, in parts,
 * or after some that never came: what is landed is dropped, and what is missing is read from the stream first. Not
 * thread-safe; several may work on one shard in as many processes, beside those that read the stream.
 */
public final class Deliveries {
    /** Lands a batch, and answers with the sequence number through which its shard is landed then. */
    @FunctionalInterface
    public interface Landing {
        String land(ShardBatch batch) throws Exception;
    }

    /**
     * When a batch is full.
     *
     * @param maxAge since its first record was read, where records are read from the stream
     * @param maxBytes of its records' data
     * @param poll pause after an answer that has come to the shard's tip
     * @param memory bytes that the records under way may take
     */
    public record Bounds(Duration maxAge, long maxBytes, int maxRecords, Duration poll, int memory) {}

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    /** A trigger that delivers what arrived so recently has kept up with its shard, however long that had nothing. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Reading reading;
    private final Ancestors ancestors;

    public Deliveries(
            KinesisClient kinesis,
            String stream,
            Bounds bounds,
            ShardPositions positions,
            ShardWatch watch,
            InstantSource clock,
            Landing landing) {
        this.reading = new Reading(
                kinesis,
                new KinesisStream(kinesis, stream),
                new ShardSettings(bounds.maxAge(), bounds.maxBytes(), bounds.maxRecords(), bounds.poll()),
                new ReadRoom(bounds.memory()),
                Time.of(clock),
                positions,
                watch,
                landing::land);
        this.ancestors = new Ancestors(reading);
    }

    /**
     * Lands records, and all of their shard that lies before them.
     *
     * @param records at least one, consecutive, in the shard's order
     * @param late asked now and then: whether there is no time left
     * @return sequence number of the first of them that is not landed; empty if all are
     */
    public Optional<String> land(String shard, List<StreamRecord> records, BooleanSupplier late) {
        String durable = null;
        try {
            durable = through(shard, records, late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("shard={} from={} is not landed: {}", shard, records.get(0).seq(), e.toString());
            LOG.debug("shard={}", shard, e);
        }
        return firstBehind(durable, records);
    }

    private static Optional<String> firstBehind(String durable, List<StreamRecord> records) {
        return records.stream()
                .map(StreamRecord::seq)
                .filter(seq -> StreamRecord.compareSeq(seq, durable) > 0)
                .findFirst();
    }

    /** The sequence number through which the records' shard is landed then, or what of it counts as landed. */
    private String through(String shard, List<StreamRecord> records, BooleanSupplier late) throws Exception {
        var summary = reading.stream().summary();
        var shards = reading.stream().parents();
        var life = new StreamLife(reading.stream(), summary.id(), reading.time().monotonic());
        var listed = List.copyOf(shards.keySet());
        var last = records.get(records.size() - 1);
        var created = Instant.ofEpochSecond(life.id().createdSecond());
        if (last.arrived().isBefore(created)) {
            LOG.error(
                    "shard={} through={} were delivered by a stream that is gone, not by {}, and are dropped",
                    shard,
                    last.seq(),
                    life.id());
            return last.seq();
        }
        var advance = new Advance(reading, life, summary.retention(), late);
        ancestors.end(shard, shards, advance);
        var start = reading.positions().resume(life.id(), shard, listed);
        var left = behind(start, records);
        return start.ended() || left.isEmpty()
                ? last.seq()
                : land(shard, start, left, records, listed.contains(shard), advance);
    }

    /** What is not landed, and not from before the moment at which reading of the stream was begun. */
    private static List<StreamRecord> behind(ShardStart start, List<StreamRecord> records) {
        return records.stream()
                .dropWhile(record -> start.after() != null
                        ? StreamRecord.compareSeq(record.seq(), start.after()) <= 0
                        // The stream knows milliseconds alone.
                        : start.at() != null
                                && record.arrived().isBefore(start.at().truncatedTo(ChronoUnit.MILLIS)))
                .toList();
    }

    private String land(
            String shard,
            ShardStart start,
            List<StreamRecord> left,
            List<StreamRecord> records,
            boolean listed,
            Advance advance)
            throws Exception {
        var now = reading.time().now();
        var source = new DeliveredSource(
                listed ? reading.source(shard, start, advance.life()) : ShardSource.GONE,
                start.after(),
                // A landed one among them proves what follows.
                start.after() == null ? left : records,
                record -> record.arrived().isBefore(now.minus(advance.retention())),
                (missing, found) -> LOG.error(
                        "shard={} a delivery leaves {} out before {}, and the stream is read instead: take filters off"
                                + " the trigger, and set its parallelization factor to 1",
                        shard,
                        missing,
                        found));
        var fresh = left.get(0).arrived().isAfter(now.minus(FRESH));
        var from = fresh ? new ShardStart(start.after(), start.at(), null, false) : start;
        // What was delivered does not wait for more.
        var reached = advance.through(
                shard, from, source, reader -> source.isThrough() && reader.isEmpty(), source::isThrough);
        return reached.done() ? left.get(left.size() - 1).seq() : reached.durable();
    }
}
