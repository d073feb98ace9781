package io.millrace.stream;

import io.millrace.dataset.ShardBatch;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Reads all shards of the stream while its route runs: looks at the stream in turns, and makes exchanges of batches. */
final class ShardsConsumer extends DefaultConsumer {
    private static final String LIST = "shards";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /** Batches that are compressed and put at once. */
    private static final int HAND_OVERS = 8;

    private final Parts parts;
    private final Semaphore handOvers = new Semaphore(HAND_OVERS, true);
    private final Semaphore looks = new Semaphore(0);
    private ExecutorService threads;

    /** What the consumer is made of, but for what it gives itself. */
    record Parts(
            KinesisClient kinesis,
            String stream,
            ShardSettings settings,
            int memory,
            Time time,
            ShardPositions positions,
            ShardShare share,
            ShardWatch watch) {}

    ShardsConsumer(ShardsEndpoint endpoint, Processor processor, Parts parts) {
        super(endpoint, processor);
        this.parts = parts;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = getEndpoint().getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, parts.stream());
        var reading = new Reading(
                parts.kinesis(),
                new KinesisStream(parts.kinesis(), parts.stream()),
                parts.settings(),
                new ReadRoom(parts.memory()),
                parts.time(),
                parts.positions(),
                parts.watch(),
                this::handOver);
        parts.share().onChange(looks::release);
        var loops = new ShardLoops(reading, parts.share(), threads, this::isRunAllowed, looks::release);
        threads.submit(() -> lookInTurns(loops));
    }

    @Override
    protected void doStop() throws Exception {
        if (threads != null) {
            looks.release();
            // Not shutdownNow: a put that is under way is finished, and what is buffered is handed over.
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        }
        super.doStop();
    }

    private void lookInTurns(ShardLoops loops) {
        var backoff = new Backoff(parts.time().chance());
        while (isRunAllowed()) {
            var pause = BETWEEN_LOOKS;
            try {
                loops.look();
                parts.watch().works(LIST);
                backoff.reset();
            } catch (RuntimeException e) {
                parts.watch().fails(LIST, e);
                pause = backoff.pause();
            }
            try {
                looks.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                looks.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private String handOver(ShardBatch batch) throws Exception {
        handOvers.acquire();
        try {
            return exchange(batch);
        } finally {
            handOvers.release();
        }
    }

    private String exchange(ShardBatch batch) throws Exception {
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(batch);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw new Reading.NotLandedException(batch, exchange.getException());
            }
            return exchange.getMessage().getHeader(ShardsEndpoint.LANDED_THROUGH, String.class);
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
