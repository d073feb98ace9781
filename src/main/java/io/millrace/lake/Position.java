package io.millrace.lake;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import java.time.Instant;

/**
 * How far a shard is landed, for a quick start: a lower bound, since it is written after the object that it speaks of, and a
 * slow write may take it back.
 *
 * @param last sequence number of the last landed record
 * @param hour the latest UTC hour that an object through it lies in
 * @param origin UTC hour of the shard's first object
 * @param through when the last landed record arrived, UTC; null where an older program wrote the position
 */
public record Position(String last, Instant hour, Instant origin, Instant through) {
    static final String NAME = "/position.json";

    /** Key of a shard's position object. */
    public static String key(StreamId stream, String shard) {
        return Positions.FOLDER + stream + "/" + shard + NAME;
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
