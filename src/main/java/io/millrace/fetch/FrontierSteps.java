package io.millrace.fetch;

import java.util.Map;
import org.apache.camel.Exchange;

/** The steps that tell the {@link Frontier} of a page under way. */
public final class FrontierSteps {
    /** Property: the page under way, {@link QueuedPage}. */
    static final String PAGE = "MillracePage";

    private static final String IS_BACK = "MillracePutBack";
    private static final String RETRIES = "MillraceRetries";

    private final Frontier frontier;

    public FrontierSteps(Frontier frontier) {
        this.frontier = frontier;
    }

    /**
     * After a failure that may pass: has the page asked for again in the same round, unless that was tried often enough.
     * Sets the property {@code MillracePutBack}: whether it will be.
     */
    public void putBack(Exchange exchange) {
        var page = page(exchange);
        exchange.setProperty(RETRIES, page.tries);
        exchange.setProperty(IS_BACK, frontier.putBack(page));
    }

    /** Takes the pages in the body into the round of the page under way: addresses to what is declared of each. */
    @SuppressWarnings("unchecked")
    public void extend(Exchange exchange) {
        frontier.extend(page(exchange), exchange.getMessage().getBody(Map.class));
    }

    private static QueuedPage page(Exchange exchange) {
        return exchange.getProperty(PAGE, QueuedPage.class);
    }
}
