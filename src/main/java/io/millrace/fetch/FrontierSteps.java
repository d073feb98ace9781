package io.millrace.fetch;

import io.millrace.dataset.Carried;
import io.millrace.dataset.FailedPage;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Exchange;

/** The steps that tell the {@link Frontier} of a page under way. */
public final class FrontierSteps {
    /** Property: the page under way, {@link QueuedPage}. */
    static final String PAGE = "MillracePage";

    private static final String IS_BACK = "MillracePutBack";
    private static final String RETRIES = "MillraceRetries";

    private final Frontier frontier;
    private final HostPacer pacer;

    FrontierSteps(Frontier frontier, HostPacer pacer) {
        this.frontier = frontier;
        this.pacer = pacer;
    }

    /** After a page that could be read: its host serves us. */
    public void served(Exchange exchange) {
        pacer.served(answered(exchange));
    }

    /** After an answer that is no page of its site: the host's next requests wait longer, and after five it rests. */
    public void turnedAway(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var what = failure instanceof FailedPage page ? page.result() : "no page";
        var delay = exchange.getMessage()
                .getHeader(FetchSteps.RULES, FetchRules.DEFAULT, FetchRules.class)
                .delay();
        pacer.turnedAway(answered(exchange), delay, what);
    }

    private static URI answered(Exchange exchange) {
        var url = exchange.getProperty(Carried.URL, String.class);
        return PageAddress.of(exchange.getProperty(Carried.FINAL_URL, url, String.class));
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
