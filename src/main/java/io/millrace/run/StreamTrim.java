package io.millrace.run;

import io.millrace.lake.Batches;
import io.millrace.retention.LakeTidy;
import io.millrace.stream.ShardTip;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Tells the local stream which records are landed and loaded, so that it lets go of them when they are old. */
final class StreamTrim {
    /** Tag that names a shard's last such record; the stand-in reads it, AWS is never given it. */
    static final String TAG = "millrace-loaded-";

    /** As many as one request may carry. */
    private static final int MOST_TAGS = 10;

    private final KinesisClient kinesis;
    private final ShardTip tip;
    private final Batches batches;
    private final LakeTidy tidy;

    StreamTrim(KinesisClient kinesis, ShardTip tip, Batches batches, LakeTidy tidy) {
        this.kinesis = kinesis;
        this.tip = tip;
        this.batches = batches;
        this.tidy = tidy;
    }

    /**
     * Tells how far every warehouse is. What is held counts as loaded here: it stays in the raw zone.
     *
     * @throws Exception if a warehouse, the lake or the stream does not answer: then nothing is told
     */
    public void release() throws Exception {
        var through = tidy.loadedByAll();
        if (through == 0) {
            return;
        }
        var stream = tip.stream();
        var tags = new HashMap<String, String>();
        for (var end : batches.planned(through).ends().entrySet()) {
            if (end.getKey().startsWith(stream + "/")) {
                tags.put(
                        TAG + end.getKey().substring(stream.toString().length() + 1),
                        end.getValue().last());
            }
            if (tags.size() == MOST_TAGS) {
                tell(stream.name(), tags);
                tags.clear();
            }
        }
        if (!tags.isEmpty()) {
            tell(stream.name(), tags);
        }
    }

    private void tell(String stream, Map<String, String> tags) {
        kinesis.addTagsToStream(r -> r.streamName(stream).tags(Map.copyOf(tags)));
    }
}
