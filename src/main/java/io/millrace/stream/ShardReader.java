package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers a shard's records into batches and advances only past what is durable. Not thread-safe: one thread a shard.
 */
final class ShardReader {
    /** Takes a batch and answers with the sequence number through which the shard is durable now, or throws. */
    @FunctionalInterface
    interface Sink {
        String accept(ShardBatch batch) throws Exception;
    }

    private final StreamId stream;
    private final String shard;
    private final ShardSource source;
    private final ShardSettings settings;
    private final InstantSource clock;
    private final Sink sink;

    private final List<StreamRecord> buffer = new ArrayList<>();
    private long bufferedBytes;
    private Instant bufferedSince;
    private Instant readAt;
    private String durable;
    private boolean closed;

    ShardReader(
            StreamId stream,
            String shard,
            String after,
            ShardSource source,
            ShardSettings settings,
            InstantSource clock,
            Sink sink) {
        this.stream = stream;
        this.shard = shard;
        this.durable = after;
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.sink = sink;
        source.seek(after);
    }

    /**
     * Reads once, and hands over a batch if one is full. After a failure the same records are handed over again by the
     * next call.
     *
     * @return how long to wait before the next call
     */
    Duration step() throws Exception {
        var read = 0;
        if (!isFull() && !closed) {
            var answer = source.next();
            read = answer.records().size();
            closed = answer.closed();
            if (read > 0) {
                readAt = clock.instant();
            }
            for (var record : answer.records()) {
                if (buffer.isEmpty()) {
                    bufferedSince = readAt;
                }
                buffer.add(record);
                bufferedBytes += record.data().length;
            }
        }
        // What is left over of an answer waits for more, instead of making a small object of its own.
        while (isFull() || (closed && !buffer.isEmpty())) {
            handOver();
        }
        return read > 0 ? Duration.ZERO : settings.poll();
    }

    /** Hands over what is buffered, full or not. */
    void flush() throws Exception {
        while (!buffer.isEmpty()) {
            handOver();
        }
    }

    /** Whether the shard has ended and all of it is durable. */
    boolean isDone() {
        return closed && buffer.isEmpty();
    }

    private void handOver() throws Exception {
        var batch = new ShardBatch(stream, shard, durable, nextRecords());
        var through = sink.accept(batch);
        if (StreamRecord.compareSeq(through, durable) <= 0) {
            throw new IllegalStateException(
                    shard + " was not advanced: durable through " + through + " after a batch that follows " + durable);
        }
        advance(through);
    }

    private boolean isFull() {
        return !buffer.isEmpty()
                && (bufferedBytes >= settings.maxBytes()
                        || buffer.size() >= settings.maxRecords()
                        || !clock.instant().isBefore(bufferedSince.plus(settings.maxAge())));
    }

    private List<StreamRecord> nextRecords() {
        long bytes = 0;
        var count = 0;
        while (count < buffer.size() && count < settings.maxRecords() && (count == 0 || bytes < settings.maxBytes())) {
            bytes += buffer.get(count++).data().length;
        }
        return buffer.subList(0, count);
    }

    private void advance(String through) {
        var lastRead = buffer.get(buffer.size() - 1).seq();
        durable = through;
        if (StreamRecord.compareSeq(through, lastRead) > 0) {
            // Another writer landed more than was read here: go on behind it.
            buffer.clear();
            source.seek(through);
            closed = false;
        } else {
            buffer.removeIf(record -> StreamRecord.compareSeq(record.seq(), through) <= 0);
        }
        bufferedBytes = buffer.stream().mapToLong(r -> r.data().length).sum();
        bufferedSince = readAt;
    }
}
