package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.util.Optional;

/** Where to go on with a shard: asked once before its first read. */
@FunctionalInterface
public interface ShardPositions {
    /** The sequence number after which to read, or empty to begin at the shard's trim horizon. */
    Optional<String> resume(StreamId stream, String shard);
}
