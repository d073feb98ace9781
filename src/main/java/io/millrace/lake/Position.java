package io.millrace.lake;

import io.millrace.dataset.Json;
import io.millrace.dataset.StreamId;
import java.time.Instant;

/**
 * How far a shard is landed, for a quick start: a lower bound, since it is written after the object that it speaks of.
 *
 * @param last sequence number of the last landed record
 * @param hour the latest UTC hour that an object through it lies in
 * @param origin UTC hour of the shard's first object
 */
public record Position(String last, Instant hour, Instant origin) {
    static final String FOLDER = "_state/";
    static final String NAME = "/position.json";

    /** Key of a shard's position object. */
    public static String key(StreamId stream, String shard) {
        return FOLDER + stream + "/" + shard + NAME;
    }

    /** Key of the object that freezes where reading of a shard began. */
    public static String startKey(StreamId stream, String shard) {
        return FOLDER + stream + "/" + shard + "/start.json";
    }

    public byte[] toJson() {
        return Json.bytes(this);
    }
}
