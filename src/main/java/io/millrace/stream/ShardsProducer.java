package io.millrace.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Puts an {@link EventBatch} with PutRecords, each event under its own partition key. What the stream takes leaves the
 * batch, also when the exchange fails because it did not take all.
 */
final class ShardsProducer extends DefaultProducer {
    /** The request itself is wrong, and will be the next time. */
    private static final Set<String> NEVER = Set.of("InvalidArgumentException", "ValidationException");

    private final KinesisClient kinesis;
    private final String stream;

    ShardsProducer(ShardsEndpoint endpoint, KinesisClient kinesis, String stream) {
        super(endpoint);
        this.kinesis = kinesis;
        this.stream = stream;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var batch = exchange.getMessage().getMandatoryBody(EventBatch.class);
        var refusals = new TreeMap<String, Integer>();
        put(batch, batch.left(), refusals);
        if (!batch.left().isEmpty()) {
            throw new NotAllTakenException(
                    batch.left().size(),
                    "stream " + stream + " did not take " + batch.left().size() + " events now: " + refusals);
        }
    }

    private void put(EventBatch batch, List<SpoolFrame> frames, Map<String, Integer> refusals) {
        if (frames.isEmpty()) {
            return;
        }
        try {
            var answers = kinesis.putRecords(r -> r.streamName(stream)
                            .records(frames.stream().map(ShardsProducer::entry).toList()))
                    .records();
            var taken = new ArrayList<SpoolFrame>();
            for (var i = 0; i < frames.size(); i++) {
                var answer = answers.get(i);
                if (answer.errorCode() == null) {
                    batch.took(answer.shardId(), answer.sequenceNumber());
                    taken.add(frames.get(i));
                } else {
                    refusals.merge(answer.errorCode() + " (" + answer.errorMessage() + ")", 1, Integer::sum);
                }
            }
            settle(batch, taken);
        } catch (ProvisionedThroughputExceededException e) {
            refusals.merge(e.awsErrorDetails().errorCode(), frames.size(), Integer::sum);
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() == null
                    || !NEVER.contains(e.awsErrorDetails().errorCode())) {
                throw e;
            }
            refuse(batch, frames, e, refusals);
        }
    }

    /** One event that can never be put makes Kinesis refuse all that are put with it: it is found by halves. */
    private void refuse(EventBatch batch, List<SpoolFrame> frames, Exception reason, Map<String, Integer> refusals) {
        if (frames.size() == 1) {
            batch.refuse(frames.get(0), reason);
            settle(batch, frames);
            return;
        }
        var middle = frames.size() / 2;
        put(batch, frames.subList(0, middle), refusals);
        put(batch, frames.subList(middle, frames.size()), refusals);
    }

    private static void settle(EventBatch batch, List<SpoolFrame> done) {
        var gone = Set.copyOf(done);
        batch.keepOnly(
                batch.left().stream().filter(frame -> !gone.contains(frame)).toList());
    }

    private static PutRecordsRequestEntry entry(SpoolFrame frame) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(frame.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(frame.data()))
                .build();
    }
}
