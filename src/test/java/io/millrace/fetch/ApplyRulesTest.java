package io.millrace.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Carried;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ApplyRulesTest {
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void whatASourceDeclaresBecomesTheRulesOfItsPages() {
        exchange.setProperty(Carried.DELAY, Duration.ofSeconds(3));
        exchange.setProperty(Carried.MAY_BE_PRIVATE, true);
        exchange.setProperty(Carried.PRIVATE_NAMES, Set.of("nas.example"));
        exchange.setProperty(Carried.HEADERS, Map.of("X-Key", "s3cret"));
        exchange.setProperty(Carried.PROXY, "http://me:hunter2@proxy.example:3128");
        var rules = rules();
        assertEquals(
                new FetchRules(
                        Duration.ofSeconds(3),
                        true,
                        Set.of("nas.example"),
                        Map.of("X-Key", "s3cret"),
                        new ProxyAddress("proxy.example", 3128, "me", "hunter2")),
                rules);
        assertTrue(rules.mayBePrivate("NAS.example"));
        assertFalse(rules.mayBePrivate("other.example"), "names are all that may be private");
        assertFalse(rules.toString().contains("s3cret") || rules.toString().contains("hunter2"), rules.toString());
    }

    @Test
    void aSourceThatSaysOnlyItsDelayHasNothingElse() {
        exchange.setProperty(Carried.DELAY, Duration.ofSeconds(3));
        assertEquals(new FetchRules(Duration.ofSeconds(3), false), rules());
    }

    private FetchRules rules() {
        new ApplyRules().apply(exchange);
        return exchange.getMessage().getHeader("MillraceFetch", FetchRules.class);
    }
}
