package io.millrace.stream;

import io.millrace.dataset.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Remembers how far shards are landed, beside what landing itself remembers. Called from several threads. */
public interface ShardPositions {
    /**
     * Where to go on with a shard: asked once before its first read.
     *
     * @param listed all shards that the stream has now; the first call for a stream freezes where reading of it begins
     */
    ShardStart resume(StreamId stream, String shard, List<String> listed);

    /** All that arrived in the shard until then is landed. */
    void reached(StreamId stream, String shard, Instant through);

    /**
     * The shard was closed, and all of it is landed.
     *
     * @param last sequence number of its last record; null: it never had one
     * @param through when that was found
     */
    void ended(StreamId stream, String shard, String last, Instant through);

    /** Puts right how far the shard is landed, if a slow write of landing, in whatever process, took that back. */
    void restore(StreamId stream, String shard);

    /** Shards that reading has begun with or should have, and has not come to the end of, without the listed ones. */
    Map<String, ShardStart> missing(StreamId stream, List<String> listed);

    /**
     * Records may have been trimmed before they were read.
     *
     * @param after the last record before them; null at the shard's beginning
     * @param from the shard was read through that moment; null: unknown
     * @param to what arrived before that moment is not kept any more
     */
    void trimmed(StreamId stream, String shard, String after, Instant from, Instant to);
}
