package io.millrace.lake;

import io.millrace.dataset.StreamId;
import java.time.Instant;

/**
 * A shard that was closed and is landed to its end: it need not be read again. Written once, so that nothing can take it
 * back.
 *
 * @param through when that was found, UTC
 * @param position its last; null where the shard never had a record
 */
public record Ended(Instant through, Position position) {
    static final String NAME = "/ended.json";

    /** Key of a shard's object. */
    public static String key(StreamId stream, String shard) {
        return Positions.FOLDER + stream + "/" + shard + NAME;
    }
}
