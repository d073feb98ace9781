package io.millrace.stream;

import io.millrace.dataset.Carried;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * All shards of a Kinesis stream, each read by a thread of its own, on the client of the {@code aws2-kinesis} component.
 * As a producer it puts an {@link EventBatch}.
 *
 * <p>One exchange is one batch of one shard ({@link io.millrace.dataset.ShardBatch} as body). The shard advances to the
 * sequence number in the header {@value #LANDED_THROUGH} when the exchange has succeeded, and not otherwise: a batch
 * whose exchange failed is handed over again. Needs one {@link ShardPositions} and one {@link ShardWatch} in the
 * registry, and asks a {@link ShardShare} and an {@link InstantSource}, where one is there.
 */
public final class ShardsEndpoint extends DefaultEndpoint {
    /** Header of a successful exchange: the sequence number through which the shard is durable now. */
    public static final String LANDED_THROUGH = Carried.LANDED_THROUGH;

    private final String stream;
    private String maxAge = "2s";
    private long maxBytes = 16L << 20;
    private int maxRecords = 50_000;
    private String poll = "250ms";
    private int memory = 40_000_000;

    ShardsEndpoint(String uri, ShardsComponent component, String stream) {
        super(uri, component);
        this.stream = stream;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var positions = getCamelContext().getRegistry().findSingleByType(ShardPositions.class);
        var watch = getCamelContext().getRegistry().findSingleByType(ShardWatch.class);
        if (positions == null || watch == null) {
            throw new IllegalStateException(
                    "kinesis-shards needs one ShardPositions and one ShardWatch in the registry");
        }
        var share = getCamelContext().getRegistry().findSingleByType(ShardShare.class);
        var clock = getCamelContext().getRegistry().findSingleByType(InstantSource.class);
        var consumer = new ShardsConsumer(
                this,
                processor,
                new ShardsConsumer.Parts(
                        client(),
                        stream,
                        new ShardSettings(duration(maxAge), maxBytes, maxRecords, duration(poll)),
                        memory,
                        Time.of(clock == null ? InstantSource.system() : clock),
                        positions,
                        share == null ? (id, shard) -> true : share,
                        watch));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new ShardsProducer(this, client(), stream);
    }

    private KinesisClient client() {
        var configured = getCamelContext()
                .getComponent("aws2-kinesis", Kinesis2Component.class)
                .getConfiguration()
                .getAmazonKinesisClient();
        var client = configured != null
                ? configured
                : getCamelContext().getRegistry().findSingleByType(KinesisClient.class);
        if (client == null) {
            throw new IllegalStateException("kinesis-shards needs a KinesisClient in the registry");
        }
        return client;
    }

    private static Duration duration(String text) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
    }

    /** Since the first record of a batch was read, at the most. */
    public void setMaxAge(String maxAge) {
        this.maxAge = maxAge;
    }

    /** Bytes of records in a batch, at the most (but always one record). */
    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public void setMaxRecords(int maxRecords) {
        this.maxRecords = maxRecords;
    }

    /** Bytes that the records of all shards may take until they are landed. */
    public void setMemory(int memory) {
        this.memory = memory;
    }

    /** Pause after an answer that has come to the shard's tip. A shard is read five times a second at the most. */
    public void setPoll(String poll) {
        this.poll = poll;
    }
}
