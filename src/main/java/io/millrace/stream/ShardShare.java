package io.millrace.stream;

import io.millrace.dataset.StreamId;

/**
 * Which shards this process reads, where several share a stream. That two read the same one for a while is harmless.
 * Called from several threads.
 */
@FunctionalInterface
public interface ShardShare {
    /** Asked for every shard at every look at the stream. */
    boolean mine(StreamId stream, String shard);

    /** Is given what to run when an answer may have changed, instead of waiting for the next look. */
    default void onChange(Runnable look) {}
}
