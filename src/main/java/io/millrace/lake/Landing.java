package io.millrace.lake;

import io.millrace.dataset.Carried;
import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamRecord;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two steps around the commit of a landed object. */
public final class Landing {
    private static final String BATCH = "MillraceShardBatch";
    private static final Logger LOG = LoggerFactory.getLogger(Landing.class);
    private static final String DRAFTED = "MillraceRawObject";

    private final RawZone zone;
    private final Positions positions;

    public Landing(RawZone zone, Positions positions) {
        this.zone = zone;
        this.positions = positions;
    }

    /** Makes the body, a {@link ShardBatch}, an object's content, and sets where it is to be put. */
    public void draft(Exchange exchange) {
        var message = exchange.getMessage();
        var batch = message.getBody(ShardBatch.class);
        var draft = zone.draft(batch);
        exchange.setProperty(BATCH, batch);
        exchange.setProperty(DRAFTED, draft.object());
        message.setBody(draft.content());
        message.setHeader(AWS2S3Constants.KEY, draft.object().key());
        message.setHeader(AWS2S3Constants.METADATA, draft.object().metadata());
    }

    /**
     * Tells the consumer how far its shard is durable, by the object that is there now: the drafted one, or that of a
     * writer who was first. Leaves the shard's position as the body, and where it is to be put.
     */
    public void settle(Exchange exchange) {
        var message = exchange.getMessage();
        var batch = exchange.getProperty(BATCH, ShardBatch.class);
        var object = exchange.getProperty(DRAFTED, RawObject.class);
        if (!message.getHeader(Commits.COMMITTED, Boolean.class)) {
            var key = object.key();
            object = zone.find(key)
                    .orElseThrow(
                            () -> new IllegalStateException(key + " could not be created and is not there either"));
        }
        var position = positions.after(batch.stream(), object, arrivalOf(object.last(), batch));
        // Further than the object where others are: what lies between may be landed, loaded and removed by now.
        message.setHeader(Carried.LANDED_THROUGH, position.last());
        message.setHeader(AWS2S3Constants.KEY, Position.key(batch.stream(), batch.shard()));
        message.setHeader(AWS2S3Constants.METADATA, Map.of());
        message.setBody(position.toJson());
        LOG.debug(
                "stage=land stream={} shard={} object={} records={} landed_through={}",
                batch.stream(),
                batch.shard(),
                object.key(),
                object.count(),
                position.last());
    }

    /** When the last landed record arrived, or, where that was not read here, the last that was. */
    private static Instant arrivalOf(String last, ShardBatch batch) {
        var records = batch.records();
        var at = records.size() - 1;
        while (at > 0 && StreamRecord.compareSeq(records.get(at).seq(), last) > 0) {
            at--;
        }
        return records.get(at).arrived();
    }
}
