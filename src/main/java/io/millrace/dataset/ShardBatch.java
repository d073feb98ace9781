package io.millrace.dataset;

import java.util.List;

/**
 * Consecutive records of one shard, none left out.
 *
 * @param after sequence number that the first record follows; null at the shard's beginning
 * @param records at least one, in the shard's order; to be used no longer than until the batch is taken, and better gone
 *     through in order than asked for one by one, as they may be made anew each time
 */
public record ShardBatch(StreamId stream, String shard, String after, List<StreamRecord> records) {
    public ShardBatch {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a batch of " + shard + " without records");
        }
    }

    public StreamRecord first() {
        return records.get(0);
    }

    public StreamRecord last() {
        return records.get(records.size() - 1);
    }
}
