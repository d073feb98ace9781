package io.millrace.fetch;

import io.millrace.config.FetchSettings;
import java.time.Duration;
import java.util.function.ToLongBiFunction;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.DnsResolver;

/** The frontier's beans, for routes whose fetching is replaced: a page is tried four times, with hardly a pause. */
public final class FrontierBeans {
    private FrontierBeans() {}

    /** The beans of fetching over names that a test resolves, with the frontier; pages are tried four times. */
    public static Frontier bindFetching(
            CamelContext context,
            DnsResolver names,
            HostTimes kept,
            ToLongBiFunction<String, String> lastFetched,
            RoundWatch watch) {
        var settings = new FetchSettings(
                "Millrace/1.0",
                "",
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                1_000_000,
                3,
                Duration.ofMillis(50),
                32);
        var pacer = FetchBeans.bind(context, settings, names, Time.system(), kept);
        return bind(context, pacer, lastFetched, watch, settings.retryDelay());
    }

    /** @param kept is told when hosts may be asked again */
    public static Frontier bind(
            CamelContext context, HostTimes kept, ToLongBiFunction<String, String> lastFetched, RoundWatch watch) {
        var pacer = new HostPacer(Time.system(), kept, Math::random);
        return bind(context, pacer, lastFetched, watch, Duration.ofMillis(30));
    }

    private static Frontier bind(
            CamelContext context,
            HostPacer pacer,
            ToLongBiFunction<String, String> lastFetched,
            RoundWatch watch,
            Duration retryDelay) {
        var frontier = new Frontier(Time.system(), pacer, watch, lastFetched, Math::random, 3, retryDelay);
        context.getRegistry().bind("frontier", frontier);
        context.getRegistry().bind("frontierSteps", new FrontierSteps(frontier, pacer));
        return frontier;
    }
}
