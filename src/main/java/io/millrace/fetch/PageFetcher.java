package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import io.millrace.dataset.Carried;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * Fetches single pages through the route {@code fetch-page}, for callers that are no routes. Safe for many threads;
 * nothing is retried.
 */
public final class PageFetcher implements AutoCloseable {
    private static final String ROUTE = "classpath:routes/fetch-page.camel.yaml";

    private final ProducerTemplate producer;
    private final CamelContext own;
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();

    private PageFetcher(CamelContext context, CamelContext own) {
        this.producer = context.createProducerTemplate();
        this.own = own;
    }

    /** A fetcher over a started context that has the route; closing it leaves the context as it is. */
    public static PageFetcher in(CamelContext context) {
        return new PageFetcher(context, null);
    }

    /** A fetcher that needs nothing around it: it starts a context with this one route, and stops it when closed. */
    public static PageFetcher open(FetchSettings settings) {
        var context = new DefaultCamelContext();
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.getShutdownStrategy().setTimeout(5);
        try {
            FetchBeans.bind(context, settings);
            var route = PluginHelper.getResourceLoader(context).resolveResource(ROUTE);
            PluginHelper.getRoutesLoader(context).loadRoutes(route);
            context.start();
        } catch (Exception e) {
            context.stop();
            throw new IllegalStateException("the route fetch-page does not start: " + e.getMessage(), e);
        }
        return new PageFetcher(context, context);
    }

    /**
     * Fetches one page politely: robots.txt, pacing, address checks and limits as in every route. Blocks.
     *
     * @param url an http or https address
     * @throws FetchException with what was found and what to do
     */
    public FetchedPage fetch(String url, FetchRules rules) {
        return fetch(url, "page", rules);
    }

    /**
     * The same for what is no page.
     *
     * @param kind {@code page}, {@code listing} or {@code sitemap}
     */
    public FetchedPage fetch(String url, String kind, FetchRules rules) {
        var answer = producer.request("direct:fetch-page", exchange -> {
            exchange.setProperty(Carried.KIND, kind);
            exchange.getMessage().setHeader(FetchSteps.URL, url);
            exchange.getMessage().setHeader(FetchSteps.RULES, rules);
        });
        if (answer.getException() instanceof FetchException failure) {
            throw failure;
        }
        if (answer.getException() != null) {
            throw new CamelExecutionException("fetching failed", answer, answer.getException());
        }
        var page = answer.getMessage().getBody(FetchedPage.class);
        delays.put(
                PageAddress.hostAndPort(PageAddress.of(url)),
                answer.getProperty(FetchSteps.KEPT_DELAY, Duration.class));
        return page;
    }

    /** The pause that was kept for the host: the source's, or its Crawl-delay; empty where no page of it was fetched. */
    public Optional<Duration> keptDelay(String url) {
        return Optional.ofNullable(delays.get(PageAddress.hostAndPort(PageAddress.of(url))));
    }

    @Override
    public void close() {
        producer.stop();
        if (own != null) {
            own.stop();
        }
    }
}
