package io.millrace.run;

import io.millrace.config.WarehouseSettings;
import io.millrace.source.Source;
import java.util.List;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;

/** Makes one route of each declared source and three of each configured warehouse, out of the templates. */
final class TemplatedRoutes extends RouteBuilder {
    private static final long STAGGER_MILLIS = 20;

    private final Set<Role> roles;
    private final List<Source> sources;
    private final List<WarehouseSettings> warehouses;
    private final Rhythm rhythm;

    TemplatedRoutes(Set<Role> roles, List<Source> sources, List<WarehouseSettings> warehouses, Rhythm rhythm) {
        this.roles = roles;
        this.sources = sources;
        this.warehouses = warehouses;
        this.rhythm = rhythm;
    }

    @Override
    public void configure() {
        if (roles.contains(Role.FETCH)) {
            sources.forEach(source -> templatedRoute("scrape-site")
                    .routeId("scrape-" + source.name())
                    .prefixId("scrape-" + source.name() + "-")
                    .parameter("source", source.name())
                    .parameter("trigger", trigger(source))
                    .parameter(
                            "jitter",
                            rhythm == Rhythm.SCHEDULED
                                    ? Long.toString(source.jitter().toMillis())
                                    : "0"));
        }
        if (roles.contains(Role.LOAD)) {
            warehouses.forEach(warehouse -> {
                for (var template : List.of("run-statements", "load-batches", "load-round")) {
                    templatedRoute(template)
                            .routeId(template + "-" + warehouse.name())
                            .prefixId(template + "-" + warehouse.name() + "-")
                            .parameter("warehouse", warehouse.name());
                }
                if (rhythm == Rhythm.BY_HAND) {
                    return;
                }
                templatedRoute("load-warehouse")
                        .routeId("load-" + warehouse.name())
                        .prefixId("load-" + warehouse.name() + "-")
                        .parameter("warehouse", warehouse.name())
                        .parameter(
                                "every",
                                rhythm == Rhythm.ONCE
                                        ? Pipeline.ONCE_EVERY
                                        : Long.toString(warehouse.every().toMillis()));
            });
        }
    }

    /** Rounds are begun by one thread, as that only fills the queue; few at once, where many sources start together. */
    private String trigger(Source source) {
        if (rhythm != Rhythm.SCHEDULED) {
            return "timer:rounds?repeatCount=1&delay=0";
        }
        if (source.cron() != null) {
            return "quartz:millrace/" + source.name() + "?cron=" + source.cron().replace(' ', '+');
        }
        var delay = sources.indexOf(source) * STAGGER_MILLIS;
        return "timer:rounds?fixedRate=true&delay=" + delay + "&period="
                + source.every().toMillis();
    }
}
