package io.millrace.stream;

import java.time.Instant;

/**
 * Where reading of a shard goes on.
 *
 * @param after the last landed sequence number; null: none is landed
 * @param at where none is landed, the moment from which on to read, UTC; null: from the shard's oldest record
 * @param through all that arrived until then is landed, UTC; null: unknown
 * @param ended whether the shard was closed and all of it is landed, so that there is nothing to read
 */
public record ShardStart(String after, Instant at, Instant through, boolean ended) {
    /** The shard's oldest record. */
    public static final ShardStart BEGINNING = new ShardStart(null, null, null, false);
}
