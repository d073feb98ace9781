package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToLongBiFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** The beans that the route {@code fetch-page} refers to. */
public final class FetchBeans {
    private FetchBeans() {}

    /**
     * Binds the beans into the context's registry: {@code beginVisit}, {@code checkAddress}, {@code checkRobots},
     * {@code awaitTurn}, {@code readAnswer}, {@code endTurn}, {@code endVisit}, {@code web} and
     * {@code answerHeaders}. To be called once, before routes are loaded. Connections close when the context stops.
     *
     * @throws IllegalStateException when the context cannot take a service any more
     */
    public static void bind(CamelContext context, FetchSettings settings) {
        bind(context, settings, SystemDefaultDnsResolver.INSTANCE, Time.system(), HostTimes.NONE);
    }

    /**
     * The same with the frontier for many sources: {@code frontier} and {@code frontierSteps}.
     *
     * @param kept when hosts were asked last
     * @param lastFetched source and address to when the page was fetched last, milliseconds since 1970, 0 for never
     */
    public static Frontier bind(
            CamelContext context,
            FetchSettings settings,
            HostTimes kept,
            ToLongBiFunction<String, String> lastFetched,
            RoundWatch watch) {
        var pacer = bind(context, settings, SystemDefaultDnsResolver.INSTANCE, Time.system(), kept);
        var frontier = new Frontier(
                Time.system(), pacer, watch, lastFetched, Math::random, settings.retries(), settings.retryDelay());
        context.getRegistry().bind("frontier", frontier);
        context.getRegistry().bind("frontierSteps", new FrontierSteps(frontier, pacer));
        return frontier;
    }

    static HostPacer bind(CamelContext context, FetchSettings settings, DnsResolver names, Time time, HostTimes kept) {
        var clients = new WebClients(settings, names);
        var pacer = new HostPacer(time, kept, Math::random);
        var robots = new Robots(clients, pacer, time, RobotsRules.products(settings.userAgent()));
        var registry = context.getRegistry();
        var visits = new Visits();
        new FetchSteps(robots, pacer, clients.guard(), visits, time).byName().forEach(registry::bind);
        registry.bind("web", new SiteClient(clients, visits));
        registry.bind("answerHeaders", new AnswerHeaders());
        try {
            context.addService(new Closing(clients));
        } catch (Exception e) {
            throw new IllegalStateException("the Camel context takes no more beans, bind them before it stops", e);
        }
        return pacer;
    }

    /** Closes the clients with the context. */
    private record Closing(WebClients clients) implements Service {
        @Override
        public void start() {}

        @Override
        public void stop() {
            try {
                clients.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
