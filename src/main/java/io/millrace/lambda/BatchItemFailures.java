package io.millrace.lambda;

import java.util.List;

/**
 * What a function answers to an event source mapping that reports batch item failures: the mapping delivers again from
 * the least of them on. None: all is done.
 */
record BatchItemFailures(List<Failure> batchItemFailures) {
    /** @param itemIdentifier sequence number of a record */
    record Failure(String itemIdentifier) {}

    /** @param sequenceNumbers first records that are not done, one a shard at the most */
    static BatchItemFailures of(List<String> sequenceNumbers) {
        return new BatchItemFailures(sequenceNumbers.stream().map(Failure::new).toList());
    }
}
