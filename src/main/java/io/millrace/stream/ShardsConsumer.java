package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import io.millrace.dataset.StreamId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Finds the shards of the stream, new ones too, and keeps a reader running on each. */
final class ShardsConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ShardsConsumer.class);
    private static final String LIST = "shards";
    private static final Duration LOOK_FOR_SHARDS = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** The route did not land a batch. */
    private static final class NotLandedException extends Exception {
        NotLandedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final KinesisClient kinesis;
    private final String stream;
    private final ShardPositions positions;
    private final ShardWatch watch;
    private final ShardSettings settings;
    private final Map<String, Future<?>> readers = new ConcurrentHashMap<>();
    private ExecutorService threads;

    ShardsConsumer(
            ShardsEndpoint endpoint,
            Processor processor,
            KinesisClient kinesis,
            String stream,
            ShardPositions positions,
            ShardWatch watch,
            ShardSettings settings) {
        super(endpoint, processor);
        this.kinesis = kinesis;
        this.stream = stream;
        this.positions = positions;
        this.watch = watch;
        this.settings = settings;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = getEndpoint().getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, stream);
        threads.submit(this::lookForShards);
    }

    @Override
    protected void doStop() throws Exception {
        if (threads != null) {
            // Not shutdownNow: a put that is under way is finished, and what is buffered is handed over.
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        }
        super.doStop();
    }

    private void lookForShards() {
        var pause = FIRST_PAUSE;
        while (isRunAllowed()) {
            try {
                var id = streamId();
                kinesis.listShards(r -> r.streamName(stream)).shards().forEach(shard -> start(id, shard.shardId()));
                watch.works(LIST);
                pause = LOOK_FOR_SHARDS;
            } catch (ResourceNotFoundException e) {
                watch.fails(LIST, new IllegalStateException("there is no stream " + stream + " yet: create it", e));
                pause = longer(pause);
            } catch (RuntimeException e) {
                watch.fails(LIST, e);
                pause = longer(pause);
            }
            rest(pause);
        }
    }

    private StreamId streamId() {
        var summary = kinesis.describeStreamSummary(r -> r.streamName(stream)).streamDescriptionSummary();
        return StreamId.of(summary.streamName(), summary.streamCreationTimestamp());
    }

    private void start(StreamId id, String shard) {
        readers.computeIfAbsent(id + "/" + shard, key -> threads.submit(() -> read(id, shard)));
    }

    private void read(StreamId id, String shard) {
        ShardReader reader = null;
        var pause = FIRST_PAUSE;
        while (isRunAllowed()) {
            try {
                if (reader == null) {
                    var after = positions.resume(id, shard).orElse(null);
                    var source = new KinesisShardSource(kinesis, stream, shard);
                    reader =
                            new ShardReader(id, shard, after, source, settings, InstantSource.system(), this::handOver);
                }
                var wait = reader.step();
                watch.works(shard);
                pause = FIRST_PAUSE;
                if (reader.isDone()) {
                    LOG.info("shard={} has ended and is landed", shard);
                    return;
                }
                rest(wait);
            } catch (NotLandedException e) {
                // The route has told of it; the same records are handed over again.
                rest(pause);
                pause = longer(pause);
            } catch (Exception e) {
                watch.fails(shard, e);
                rest(pause);
                pause = longer(pause);
            }
        }
        handOverRest(reader, shard);
    }

    private void handOverRest(ShardReader reader, String shard) {
        try {
            if (reader != null) {
                reader.flush();
            }
        } catch (Exception e) {
            LOG.info("shard={} has unlanded records, read again at the next start: {}", shard, e.toString());
        }
    }

    private String handOver(ShardBatch batch) throws Exception {
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(batch);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw new NotLandedException(exchange.getException());
            }
            return exchange.getMessage().getHeader(ShardsEndpoint.LANDED_THROUGH, String.class);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** Waits in short pieces, so that a stop is noticed. */
    private void rest(Duration pause) {
        var end = System.nanoTime() + pause.toNanos();
        while (isRunAllowed() && System.nanoTime() < end) {
            try {
                Thread.sleep(Math.min(100, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
