package io.millrace.reconcile;

import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;

/** The Java machine and the process, in figures. */
public final class MachineMetrics implements Metrics.Part {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    public MachineMetrics() {
        ProcessMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmBufferPoolMetrics.builder().register(registry);
    }

    /** What the library measures. */
    public MetricSnapshots snapshots() {
        return registry.scrape();
    }

    @Override
    public void tell(Gauges gauges) {
        var memory = ManagementFactory.getMemoryMXBean();
        gauges.gauge(
                "jvm_memory_used_bytes",
                "Memory in use.",
                memory.getHeapMemoryUsage().getUsed(),
                "area",
                "heap");
        gauges.gauge(
                "jvm_memory_used_bytes",
                "Memory in use.",
                memory.getNonHeapMemoryUsage().getUsed(),
                "area",
                "nonheap");
        gauges.gauge(
                "jvm_memory_max_bytes",
                "Most memory that may be used.",
                memory.getHeapMemoryUsage().getMax(),
                "area",
                "heap");
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            gauges.counter(
                    "jvm_gc_collection_seconds",
                    "Time spent collecting garbage.",
                    collector.getCollectionTime() / 1e3,
                    "gc",
                    collector.getName());
            gauges.counter(
                    "jvm_gc_collections",
                    "How often garbage was collected.",
                    collector.getCollectionCount(),
                    "gc",
                    collector.getName());
        }
        gauges.gauge(
                "process_uptime_seconds",
                "Time since the start.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }
}
