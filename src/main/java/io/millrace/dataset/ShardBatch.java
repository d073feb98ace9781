package io.millrace.dataset;

import java.util.List;

/**
 * Consecutive records of one shard, none left out.
 *
 * @param after sequence number that the first record follows; null at the shard's beginning
 * @param records at least one, in the shard's order
 */
public record ShardBatch(StreamId stream, String shard, String after, List<StreamRecord> records) {
    public ShardBatch {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a batch of " + shard + " without records");
        }
        records = List.copyOf(records);
    }

    public StreamRecord first() {
        return records.get(0);
    }

    public StreamRecord last() {
        return records.get(records.size() - 1);
    }
}
