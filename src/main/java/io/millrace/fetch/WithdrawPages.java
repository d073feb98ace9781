package io.millrace.fetch;

import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** Takes what waits of a source out of the queue when its route {@code scrape-<source>} is stopped or suspended. */
public final class WithdrawPages extends RoutePolicySupport {
    private static final String PREFIX = "scrape-";

    private final Frontier frontier;

    public WithdrawPages(Frontier frontier) {
        this.frontier = frontier;
    }

    @Override
    public void onStop(Route route) {
        withdraw(route);
    }

    @Override
    public void onSuspend(Route route) {
        withdraw(route);
    }

    private void withdraw(Route route) {
        frontier.withdraw(route.getRouteId().substring(PREFIX.length()));
    }
}
