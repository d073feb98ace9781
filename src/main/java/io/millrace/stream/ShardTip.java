package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Looks at a stream from outside: its identity, its shards, and how much of a shard is left to read. Thread-safe; the
 * reads count towards the shards' limits, so that few are made.
 */
public final class ShardTip {
    /** A shard gives all its readers 2 MB a second together, and landing needs them when it is behind. */
    private static final int MOST_RECORDS = 1_000;
    /** An answer may hold less than there is, even nothing; consumers of the shard need the other reads. */
    private static final int MOST_READS = 3;

    private final KinesisClient kinesis;
    private final KinesisStream stream;
    private final Map<String, String> readToTheirEnd = new ConcurrentHashMap<>();

    public ShardTip(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = new KinesisStream(kinesis, stream);
    }

    /**
     * What is left to read of a shard.
     *
     * @param records counted up to 1,000
     * @param oldest when the first of them arrived, UTC; null if none is left
     */
    public record Rest(long records, Instant oldest) {
        private static final Rest NOTHING = new Rest(0, null);
    }

    public StreamId stream() {
        return stream.summary().id();
    }

    public List<String> shards() {
        return stream.shards();
    }

    /**
     * What a shard holds after a sequence number; four questions at the most, none of a closed shard that is read.
     *
     * @param after null: none of it is read
     * @param at where none is read, the moment from which on it will be, UTC; null: from its oldest record
     * @param now to tell times from ages
     */
    public Rest rest(String shard, String after, Instant at, Instant now) {
        if (after != null && after.equals(readToTheirEnd.get(shard))) {
            return Rest.NOTHING;
        }
        var iterator = iterator(shard, after, at);
        long records = 0;
        Instant oldest = null;
        for (var reads = 0; reads < MOST_READS && records < MOST_RECORDS; reads++) {
            var here = iterator;
            var most = MOST_RECORDS - (int) records;
            var answer = kinesis.getRecords(r -> r.shardIterator(here).limit(most));
            iterator = answer.nextShardIterator();
            records += answer.records().size();
            if (oldest == null && !answer.records().isEmpty()) {
                oldest = answer.records().get(0).approximateArrivalTimestamp();
            }
            if (iterator == null || answer.millisBehindLatest() == 0) {
                break;
            }
            if (oldest == null && reads == MOST_READS - 1) {
                // There is more, further on; this is how far on the tip is.
                return new Rest(1, now.minus(Duration.ofMillis(answer.millisBehindLatest())));
            }
        }
        if (records == 0 && iterator == null && after != null) {
            readToTheirEnd.put(shard, after);
        }
        return new Rest(records, oldest);
    }

    private String iterator(String shard, String after, Instant at) {
        return kinesis.getShardIterator(r -> {
                    r.streamName(stream.name()).shardId(shard);
                    if (after == null && at == null) {
                        r.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                    } else if (after == null) {
                        r.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at);
                    } else {
                        r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .startingSequenceNumber(after);
                    }
                })
                .shardIterator();
    }
}
