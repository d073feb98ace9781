package io.millrace.fetch;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * The pages whose turn it is. One exchange is one page: what is declared of it as body, the property
 * {@code MillraceSource} and the header {@code MillraceUrl}. Its host is handed out again when the exchange is done.
 * Needs one {@link Frontier} in the registry.
 */
public final class FrontierEndpoint extends DefaultEndpoint {
    private int workers = 1;

    FrontierEndpoint(String uri, FrontierComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var frontier = getCamelContext().getRegistry().findSingleByType(Frontier.class);
        if (frontier == null) {
            throw new IllegalStateException("frontier needs one Frontier in the registry");
        }
        var consumer = new FrontierConsumer(this, processor, frontier, workers);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("frontier only consumes: rounds are begun by a bean");
    }

    /** How many pages are under way at most. */
    public void setWorkers(int workers) {
        this.workers = workers;
    }
}
