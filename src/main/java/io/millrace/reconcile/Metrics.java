package io.millrace.reconcile;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/**
 * What Prometheus scrapes: the status, and what this process does. Names are a contract, as those of the status are;
 * docs/metrics.md lists them. Thread-safe.
 */
public final class Metrics {
    /** Knows some of them. */
    public interface Part {
        void tell(Gauges gauges);
    }

    private final List<Part> parts;
    private final List<Supplier<MetricSnapshots>> libraries;

    /** @param libraries that measure by themselves */
    public Metrics(List<Part> parts, List<Supplier<MetricSnapshots>> libraries) {
        this.parts = List.copyOf(parts);
        this.libraries = List.copyOf(libraries);
    }

    /** All of them in Prometheus' text format, version 0.0.4. */
    public synchronized String text() {
        var gauges = new Gauges();
        parts.forEach(part -> part.tell(gauges));
        libraries.forEach(library -> gauges.add(library.get()));
        return gauges.text();
    }
}
