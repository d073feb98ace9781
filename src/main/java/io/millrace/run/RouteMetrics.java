package io.millrace.run;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.reconcile.Gauges;
import io.millrace.reconcile.Metrics;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;

/** What Camel's routes do, as Camel's own component measures it. */
record RouteMetrics(CamelContext context, PrometheusMeterRegistry registry) implements Metrics.Part {
    /** Measures all routes that are added from now on, and those that have not started. */
    static RouteMetrics of(CamelContext context) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Says which Camel this is, with no word what the figure means.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("app.info"));
        var policies = new MicrometerRoutePolicyFactory();
        policies.setCamelContext(context);
        policies.setMeterRegistry(registry);
        context.addRoutePolicyFactory(policies);
        return new RouteMetrics(context, registry);
    }

    @Override
    public void tell(Gauges gauges) {
        for (var route : context.getRoutes()) {
            gauges.gauge(
                    "camel_exchanges_inflight",
                    "Exchanges under way.",
                    context.getInflightRepository().size(route.getRouteId()),
                    "routeId",
                    route.getRouteId());
        }
    }

    MetricSnapshots snapshots() {
        return registry.getPrometheusRegistry().scrape();
    }
}
