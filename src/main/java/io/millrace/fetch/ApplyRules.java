package io.millrace.fetch;

import java.time.Duration;
import org.apache.camel.Exchange;

/** Turns what a route says of a page's site into the rules that {@code fetch-page} follows. */
public final class ApplyRules {
    /** Reads the properties {@code MillraceDelay} and {@code MillraceMayBePrivate}. */
    public void apply(Exchange exchange) {
        var rules = new FetchRules(
                exchange.getProperty("MillraceDelay", Duration.class),
                exchange.getProperty("MillraceMayBePrivate", false, Boolean.class));
        exchange.getMessage().setHeader(FetchSteps.RULES, rules);
    }
}
