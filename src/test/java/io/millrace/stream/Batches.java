package io.millrace.stream;

import java.util.List;
import java.util.Map;

/** Batches for tests elsewhere. */
public final class Batches {
    private Batches() {}

    /** One that is in the stream, at one place in each of these shards. */
    public static EventBatch taken(Map<String, String> seqByShard) {
        var batch = new EventBatch("17-ab", List.of(new SpoolFrame(1, 0, "key", new byte[0])));
        seqByShard.forEach(batch::took);
        return batch;
    }
}
