package io.millrace.fetch;

import io.millrace.dataset.Carried;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands over pages by a fixed number of threads. A stop waits for the pages under way, not for those that wait. */
final class FrontierConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(FrontierConsumer.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Frontier frontier;
    private final int workers;
    private ExecutorService threads;

    FrontierConsumer(FrontierEndpoint endpoint, Processor processor, Frontier frontier, int workers) {
        super(endpoint, processor);
        this.frontier = frontier;
        this.workers = workers;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = getEndpoint().getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, "page", workers);
        for (var worker = 0; worker < workers; worker++) {
            threads.submit(this::work);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        }
        super.doStop();
    }

    private void work() {
        while (isRunAllowed()) {
            try {
                var page = frontier.take(PATIENCE);
                if (page.isPresent()) {
                    handOver(page.get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // A thread that ended would be missed for as long as the process runs.
                LOG.error("a page was given up, and the next one is taken: {}", e.toString(), e);
            }
        }
    }

    private void handOver(QueuedPage page) {
        var exchange = createExchange(false);
        try {
            exchange.setProperty(Carried.SOURCE, page.source());
            exchange.setProperty(FrontierSteps.PAGE, page);
            exchange.getMessage().setHeader(Carried.URL, page.url);
            exchange.getMessage().setBody(page.declared);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("page " + MaskedUrl.of(page.url), exchange.getException());
            }
        } catch (Exception e) {
            getExceptionHandler().handleException("page " + MaskedUrl.of(page.url), e);
        } finally {
            frontier.done(page);
            releaseExchange(exchange, false);
        }
    }
}
