package io.millrace.run;

import io.millrace.config.AlertChannel;
import io.millrace.config.AlertsSettings;
import io.millrace.config.WarehouseSettings;
import io.millrace.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Makes one route of each declared source, four of each configured warehouse and two of each channel, out of the templates. */
final class TemplatedRoutes extends RouteBuilder {
    private static final String SITE = "scrape-site";
    private static final long STAGGER_MILLIS = 20;

    private final Set<Role> roles;
    private final List<Source> sources;
    private final List<WarehouseSettings> warehouses;
    private final AlertsSettings alerts;
    private final Rhythm rhythm;

    TemplatedRoutes(
            Set<Role> roles,
            List<Source> sources,
            List<WarehouseSettings> warehouses,
            AlertsSettings alerts,
            Rhythm rhythm) {
        this.roles = roles;
        this.alerts = alerts;
        this.sources = sources;
        this.warehouses = warehouses;
        this.rhythm = rhythm;
    }

    @Override
    public void configure() {
        if (roles.contains(Role.FETCH)) {
            for (var n = 0; n < sources.size(); n++) {
                var source = sources.get(n);
                var route = templatedRoute(SITE)
                        .routeId("scrape-" + source.name())
                        .prefixId("scrape-" + source.name() + "-");
                site(source, n * STAGGER_MILLIS, rhythm).forEach(route::parameter);
            }
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
        if (roles.contains(Role.LOAD) && rhythm != Rhythm.BY_HAND && alerts.isOn()) {
            alerts.channels().forEach(this::channel);
        }
    }

    private void channel(AlertChannel channel) {
        var every = rhythm == Rhythm.ONCE
                ? Pipeline.ONCE_EVERY
                : Long.toString(alerts.every().toMillis());
        templatedRoute("deliver-alerts")
                .routeId("deliver-alerts-" + channel.name())
                .prefixId("deliver-alerts-" + channel.name() + "-")
                .parameter("channel", channel.name())
                .parameter("type", channel.type().word())
                .parameter("every", every);
        send(this, channel);
    }

    /** Where a channel's route is given a delivery. */
    static String address(AlertChannel channel) {
        return "direct:" + sends(channel) + "-" + channel.name();
    }

    private static String sends(AlertChannel channel) {
        return "send-alert-" + channel.type().word();
    }

    /** The routes that tell channels, without those that ask the outbox. */
    static RouteBuilder channels(List<AlertChannel> channels) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                channels.forEach(channel -> send(this, channel));
            }
        };
    }

    private static void send(RouteBuilder routes, AlertChannel channel) {
        var send = sends(channel);
        routes.templatedRoute(send)
                .routeId(send + "-" + channel.name())
                .prefixId(send + "-" + channel.name() + "-")
                .parameter("channel", channel.name());
    }

    /** Adds the route of one more source to a context that runs. */
    static void add(CamelContext context, Source source, Rhythm rhythm) {
        var route = TemplatedRouteBuilder.builder(context, SITE)
                .routeId("scrape-" + source.name())
                .prefixId("scrape-" + source.name() + "-");
        site(source, 0, rhythm).forEach(route::parameter);
        route.add();
    }

    /** What the route of a source is made with. */
    private static Map<String, String> site(Source source, long delay, Rhythm rhythm) {
        var jitter = rhythm == Rhythm.SCHEDULED ? source.jitter().toMillis() : 0;
        return Map.of(
                "source", source.name(), "trigger", trigger(source, delay, rhythm), "jitter", Long.toString(jitter));
    }

    /** Rounds are begun by one thread, as that only fills the queue; few at once, where many sources start together. */
    private static String trigger(Source source, long delay, Rhythm rhythm) {
        if (rhythm != Rhythm.SCHEDULED) {
            return "timer:rounds?repeatCount=1&delay=0";
        }
        if (source.cron() != null) {
            return "quartz:millrace/" + source.name() + "?cron=" + source.cron().replace(' ', '+');
        }
        return "timer:rounds?fixedRate=true&delay=" + delay + "&period="
                + source.every().toMillis();
    }
}
