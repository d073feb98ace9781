package io.millrace.fetch;

import java.time.Duration;
import java.util.function.ToLongBiFunction;
import org.apache.camel.CamelContext;

/** The frontier's beans, for routes whose fetching is replaced: a page is tried four times, with hardly a pause. */
public final class FrontierBeans {
    private FrontierBeans() {}

    /** @param kept is told when hosts may be asked again */
    public static Frontier bind(
            CamelContext context, HostTimes kept, ToLongBiFunction<String, String> lastFetched, RoundWatch watch) {
        var pacer = new HostPacer(Time.system(), kept, Math::random);
        var frontier = new Frontier(Time.system(), pacer, watch, lastFetched, Math::random, 3, Duration.ofMillis(30));
        context.getRegistry().bind("frontier", frontier);
        context.getRegistry().bind("frontierSteps", new FrontierSteps(frontier, pacer));
        return frontier;
    }
}
