package io.millrace.stream;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;

/**
 * The events that wait to be sent. One exchange is one batch ({@link EventBatch} as body), in order and one at a time;
 * the spool advances when the exchange has succeeded, and not otherwise: what is left of a batch is handed over again.
 * Needs one {@link EventSpool} in the registry.
 */
public final class SpoolEndpoint extends DefaultEndpoint {
    private String linger = "200ms";

    SpoolEndpoint(String uri, SpoolComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var spool = getCamelContext().getRegistry().findSingleByType(EventSpool.class);
        if (spool == null) {
            throw new IllegalStateException("event-spool needs one EventSpool in the registry");
        }
        var consumer = new SpoolConsumer(this, processor, spool, Duration.ofMillis(TimeUtils.toMilliSeconds(linger)));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("event-spool only consumes: events are appended by a bean");
    }

    /** How long an event waits for others to go with it. */
    public void setLinger(String linger) {
        this.linger = linger;
    }
}
