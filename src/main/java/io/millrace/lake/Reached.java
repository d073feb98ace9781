package io.millrace.lake;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import java.time.Instant;

/**
 * What is known of a shard beside its records: that there was nothing more to land.
 *
 * @param through all that arrived until then is landed, UTC
 */
public record Reached(Instant through) {
    /** Key of a shard's object. */
    public static String key(StreamId stream, String shard) {
        return Positions.FOLDER + stream + "/" + shard + "/reached.json";
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
