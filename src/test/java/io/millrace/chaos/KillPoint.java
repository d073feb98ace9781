package io.millrace.chaos;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Inside of a watched process: ends it at once when a step of a route is reached. Camel makes it, for the system property
 * {@code camel.main.main-listener-classes}; {@code chaos.point} says where: {@code before:upsert:3}.
 */
public final class KillPoint extends MainListenerSupport implements InterceptStrategy {
    private final String[] point = System.getProperty("chaos.point").split(":");
    private final AtomicInteger left = new AtomicInteger(Integer.parseInt(point[2]));

    @Override
    public void afterConfigure(BaseMainSupport main) {
        main.getCamelContext().getCamelContextExtension().addInterceptStrategy(this);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return point[1].equals(definition.getId()) ? new Deadly(target) : target;
    }

    private final class Deadly extends DelegateAsyncProcessor {
        Deadly(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (point[0].equals("before")) {
                countDown();
                return super.process(exchange, callback);
            }
            return super.process(exchange, doneSync -> {
                if (exchange.getException() == null) {
                    countDown();
                }
                callback.done(doneSync);
            });
        }

        private void countDown() {
            if (left.decrementAndGet() == 0) {
                // No hook runs and nothing is flushed: as exact as kill -9, without the time that a signal takes to
                // come.
                Runtime.getRuntime().halt(137);
            }
        }
    }
}
