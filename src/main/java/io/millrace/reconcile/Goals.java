package io.millrace.reconcile;

import io.millrace.dataset.StreamRecord;
import io.millrace.stream.EventBatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** How far each shard has to be carried for this process's own events to be through. Thread-safe. */
public final class Goals {
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final Progress progress;

    public Goals(Progress progress) {
        this.progress = progress;
    }

    /** Takes shards and sequence numbers from a batch that the stream took. */
    public void published(Exchange exchange) {
        var batch = exchange.getMessage().getBody(EventBatch.class);
        batch.lastByShard().forEach(this::published);
        progress.eventsPublished(batch.taken());
    }

    void published(String shard, String seq) {
        last.merge(shard, seq, (a, b) -> StreamRecord.compareSeq(a, b) >= 0 ? a : b);
    }

    /** Shard to the last sequence number that this process put into it. */
    public Map<String, String> lastByShard() {
        return Map.copyOf(last);
    }
}
