package io.millrace.source;

import java.util.List;
import org.apache.camel.Exchange;

/** A declared source on its route: its pages, and what the further steps need to know of each. */
public final class Site {
    private static final String PREFIX = "Millrace";

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
        exchange.getMessage().setHeader(PREFIX + "Url", page.url());
        exchange.setProperty(PREFIX + "Url", page.url());
        exchange.setProperty(PREFIX + "Source", source.name());
        exchange.setProperty(PREFIX + "Labels", page.labels());
        exchange.setProperty(PREFIX + "Select", source.select());
        exchange.setProperty(PREFIX + "Currency", source.currency());
        exchange.setProperty(PREFIX + "Language", source.language());
        exchange.setProperty(PREFIX + "Delay", source.delay());
        exchange.setProperty(PREFIX + "MayBePrivate", source.allowPrivate());
    }
}
