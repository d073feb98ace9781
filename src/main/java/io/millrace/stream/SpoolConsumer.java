package io.millrace.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what the spool holds, batch after batch. A stop waits until the spool is empty as long as the stream takes
 * events, and not at all once it does not.
 */
final class SpoolConsumer extends DefaultConsumer implements ShutdownAware {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolConsumer.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventSpool spool;
    private final Duration linger;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private ExecutorService threads;
    private EventBatch batch;
    private volatile boolean failing;

    SpoolConsumer(SpoolEndpoint endpoint, Processor processor, EventSpool spool, Duration linger) {
        super(endpoint, processor);
        this.spool = spool;
        this.linger = linger;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "spool");
        threads.submit(this::send);
    }

    @Override
    protected void doStop() throws Exception {
        stopped.countDown();
        spool.hurry();
        if (threads != null) {
            // Not shutdownNow: a put that is under way is finished, and its answer heeded.
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        }
        super.doStop();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        spool.hurry();
        // The pages that are under way publish until they are done.
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return failing ? 0 : (int) Math.min(Integer.MAX_VALUE, spool.events());
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // The stop is known since it was deferred.
    }

    private void send() {
        while (isRunAllowed()) {
            try {
                if (batch == null) {
                    batch = spool.next(linger, PATIENCE).orElse(null);
                }
                if (batch != null) {
                    handOver();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.error("the spool cannot be read, and is again in a moment: {}", e.toString());
                pause();
            }
        }
    }

    private void handOver() throws Exception {
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(batch);
            getProcessor().process(exchange);
            var failure = exchange.getException();
            failing = failure != null && !(failure instanceof NotAllTakenException);
            if (failure == null) {
                spool.sent(batch);
                batch = null;
            } else {
                // The route has told of it; what is left of the batch is handed over again.
                pause();
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void pause() {
        try {
            stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
