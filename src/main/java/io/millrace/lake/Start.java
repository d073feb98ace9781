package io.millrace.lake;

import io.millrace.dataset.StreamId;
import java.time.Instant;
import java.util.List;

/**
 * Where reading of one life of a stream began: written once, before the first read, so that every later start, on
 * whatever machine, begins there too.
 *
 * @param from as it was set: {@code trim-horizon}, {@code latest} or a time
 * @param at the shards named here are read from that moment on; null: from their oldest record
 * @param shards all that the stream had; one that is not named was born later, and is read from its oldest record
 * @param frozen when this was written, UTC
 */
public record Start(String from, Instant at, List<String> shards, Instant frozen) {
    public Start {
        shards = List.copyOf(shards);
    }

    static String key(StreamId stream) {
        return Positions.FOLDER + stream + "/start.json";
    }
}
