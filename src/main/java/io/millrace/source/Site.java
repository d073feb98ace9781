package io.millrace.source;

import io.millrace.dataset.Carried;
import java.util.List;
import org.apache.camel.Exchange;

/** A declared source on its route: its pages, and what the further steps need to know of each. */
public final class Site {
    private final Source source;

    public Site(Source source) {
        this.source = source;
    }

    /** The pages of a round, in the order of their declaration. */
    public List<PageRef> pages() {
        return source.pages();
    }

    /** Sets the page's address as a header, and what is declared of it as properties of the exchange. */
    public void describe(Exchange exchange) {
        var page = exchange.getMessage().getBody(PageRef.class);
        exchange.getMessage().setHeader(Carried.URL, page.url());
        exchange.setProperty(Carried.URL, page.url());
        exchange.setProperty(Carried.SOURCE, source.name());
        exchange.setProperty(Carried.LABELS, page.labels());
        exchange.setProperty(Carried.SELECT, source.select());
        exchange.setProperty(Carried.CURRENCY, source.currency());
        exchange.setProperty(Carried.LANGUAGE, source.language());
        exchange.setProperty(Carried.DELAY, source.delay());
        exchange.setProperty(Carried.MAY_BE_PRIVATE, source.allowPrivate());
    }
}
