package io.millrace.run;

import io.millrace.fetch.Frontier;
import io.millrace.reconcile.Gauges;
import io.millrace.reconcile.Metrics;
import java.util.function.LongSupplier;

/** The hosts and the pages of this process, in figures. */
record FetchMetrics(LongSupplier held, Frontier frontier) implements Metrics.Part {
    @Override
    public void tell(Gauges gauges) {
        gauges.gauge("millrace_hosts_held", "Hosts that this process alone may ask.", held.getAsLong());
        gauges.gauge(
                "millrace_hosts_circuit_open",
                "Hosts that are not asked for now, as they failed too often in a row.",
                frontier.openCircuits());
        gauges.gauge("millrace_pages_waiting", "Pages that are due and wait for their host.", frontier.waiting());
    }
}
