package io.millrace.stream;

import io.millrace.dataset.Carried;
import io.millrace.dataset.Observation;
import org.apache.camel.Exchange;

/** The steps that take an observation into the spool, and a refused event out of its batch. */
public final class Publishing {
    private final EventSpool spool;

    public Publishing(EventSpool spool) {
        this.spool = spool;
    }

    /** Spools the observation in the body. */
    public void spool(Exchange exchange) throws Exception {
        var observation = exchange.getMessage().getMandatoryBody(Observation.class);
        try {
            spool.append(observation);
        } catch (TooLargeException e) {
            exchange.setProperty(Carried.EVENT, e.event());
            exchange.setProperty(Carried.REJECTED_AS, "too_large");
            throw e;
        }
    }

    /** Makes the refused event in the body what is to be kept as failed. */
    public void setAside(Exchange exchange) throws Exception {
        var refused = exchange.getMessage().getMandatoryBody(EventBatch.Refused.class);
        exchange.setProperty(Carried.EVENT, refused.event());
        exchange.setProperty(Carried.SOURCE, refused.event().source());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, refused.reason());
    }
}
