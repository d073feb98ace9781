package io.millrace.fetch;

import java.time.Duration;
import org.apache.camel.Exchange;

/** Turns what a route says of a page's site into the rules that {@code fetch-page} follows. */
public final class ApplyRules {
    /** The site of addresses that are none. */
    private static final String NO_SITE = "no-address";

    /**
     * Sets the property {@code MillraceHost}, the web site of the page of the header {@code MillraceUrl}. An address that
     * is none is told of when it is fetched.
     */
    public void nameHost(Exchange exchange) {
        exchange.setProperty("MillraceHost", site(exchange.getMessage().getHeader(FetchSteps.URL, String.class)));
    }

    private static String site(String url) {
        try {
            return PageAddress.site(PageAddress.of(url));
        } catch (FetchException e) {
            return NO_SITE;
        }
    }

    /** Reads the properties {@code MillraceDelay} and {@code MillraceMayBePrivate}. */
    public void apply(Exchange exchange) {
        var rules = new FetchRules(
                exchange.getProperty("MillraceDelay", Duration.class),
                exchange.getProperty("MillraceMayBePrivate", false, Boolean.class));
        exchange.getMessage().setHeader(FetchSteps.RULES, rules);
    }
}
