package io.millrace.reconcile;

import io.millrace.dataset.StreamRecord;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;

/** How far each shard has to be carried for this process's own events to be through. Thread-safe. */
public final class Goals {
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final Progress progress;

    public Goals(Progress progress) {
        this.progress = progress;
    }

    /** Takes shard and sequence number from the answer to a put. */
    public void published(Exchange exchange) {
        var message = exchange.getMessage();
        published(
                message.getHeader(Kinesis2Constants.SHARD_ID, String.class),
                message.getHeader(Kinesis2Constants.SEQUENCE_NUMBER, String.class));
        progress.eventPublished();
    }

    void published(String shard, String seq) {
        last.merge(shard, seq, (a, b) -> StreamRecord.compareSeq(a, b) >= 0 ? a : b);
    }

    /** Shard to the last sequence number that this process put into it. */
    public Map<String, String> lastByShard() {
        return Map.copyOf(last);
    }
}
