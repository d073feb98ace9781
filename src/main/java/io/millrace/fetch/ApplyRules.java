package io.millrace.fetch;

import io.millrace.dataset.Carried;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
        exchange.setProperty(Carried.HOST, site(exchange.getMessage().getHeader(FetchSteps.URL, String.class)));
    }

    private static String site(String url) {
        try {
            return PageAddress.site(PageAddress.of(url));
        } catch (FetchException e) {
            return NO_SITE;
        }
    }

    /** Reads what is declared of the site: delay, private networks, headers, proxy; and whether it is an API. */
    @SuppressWarnings("unchecked")
    public void apply(Exchange exchange) {
        var proxy = exchange.getProperty(Carried.PROXY, String.class);
        var rules = new FetchRules(
                exchange.getProperty(Carried.DELAY, Duration.class),
                exchange.getProperty(Carried.MAY_BE_PRIVATE, false, Boolean.class),
                exchange.getProperty(Carried.PRIVATE_NAMES, Set.of(), Set.class),
                exchange.getProperty(Carried.HEADERS, Map.of(), Map.class),
                proxy == null || proxy.isBlank() ? null : ProxyAddress.of(proxy),
                exchange.getProperty(Carried.API, false, Boolean.class),
                exchange.getProperty(Carried.PARAMETERS, Map.of(), Map.class));
        exchange.getMessage().setHeader(FetchSteps.RULES, rules);
    }
}
