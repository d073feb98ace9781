package io.millrace.lake;

import java.time.Instant;

/**
 * A part of a shard that the stream's retention may have trimmed before it was landed.
 *
 * @param stream name and creation second ({@link io.millrace.dataset.StreamId})
 * @param after sequence number of the last record before it; null at the shard's beginning
 * @param from the shard was read through that moment, UTC
 * @param to what arrived before that moment was not kept any more, UTC
 * @param found when that was noticed, UTC
 */
public record Trimmed(String stream, String shard, String after, Instant from, Instant to, Instant found) {
    static final String NAME = "/trimmed-";

    /** One object a place: whoever finds the same loss again writes nothing. */
    String key() {
        return Positions.FOLDER + stream + "/" + shard + NAME + (after == null ? "beginning" : after) + ".json";
    }
}
