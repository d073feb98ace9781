package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import io.millrace.dataset.Carried;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.hc.client5.http.DnsResolver;

/** The route {@code fetch-page} with the real client, for tests over real connections. */
final class FetchRoute implements AutoCloseable {
    static final int MAX_BYTES = 100_000;

    final DefaultCamelContext context = new DefaultCamelContext();
    final VirtualTime time = new VirtualTime();

    FetchRoute(DnsResolver names) throws Exception {
        var settings = new FetchSettings(
                "Millrace/1.0 (+bot@acme.example)",
                "bot@acme.example",
                Duration.ofSeconds(2),
                Duration.ofMillis(900),
                Duration.ofMillis(1_500),
                MAX_BYTES,
                0,
                Duration.ZERO,
                1);
        FetchBeans.bind(context, settings, names, time, HostTimes.NONE);
        var route = PluginHelper.getResourceLoader(context).resolveResource("routes/fetch-page.camel.yaml");
        PluginHelper.getRoutesLoader(context).loadRoutes(route);
        context.start();
    }

    FetchedPage fetch(String url, FetchRules rules) {
        return fetch(url, rules, Map.of());
    }

    /** @param validators what is known of the page */
    FetchedPage fetch(String url, FetchRules rules, Map<String, String> validators) {
        var answer = context.createFluentProducerTemplate()
                .to("direct:fetch-page")
                .withProcessor(exchange -> {
                    exchange.getMessage().setHeader(FetchSteps.URL, url);
                    exchange.getMessage().setHeader(FetchSteps.RULES, rules);
                    exchange.setProperty(Carried.VALIDATORS, validators);
                })
                .send();
        if (answer.getException() instanceof FetchException failure) {
            throw failure;
        }
        if (answer.getException() != null) {
            throw new AssertionError("no failure of fetching", answer.getException());
        }
        return answer.getMessage().getBody(FetchedPage.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
