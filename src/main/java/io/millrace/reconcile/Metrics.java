package io.millrace.reconcile;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What Prometheus scrapes: the status, and what this process does. Names are a contract, as those of the status are.
 * Thread-safe.
 */
public final class Metrics {
    private final RecentStatus status;
    private final StageHealth health;
    private final Progress progress;
    private final Supplier<Status.Spool> spool;
    private final Set<String> failedOnce = new TreeSet<>();

    /** @param spool gives null where nothing is published */
    public Metrics(RecentStatus status, StageHealth health, Progress progress, Supplier<Status.Spool> spool) {
        this.status = status;
        this.health = health;
        this.progress = progress;
        this.spool = spool;
    }

    /** All of them in Prometheus' text format, version 0.0.4. */
    public synchronized String text() {
        var gauges = new Gauges();
        var now = status.get();
        gauges.gauge("millrace_status_readable", "Whether the status could be read.", now.isPresent() ? 1 : 0);
        now.ifPresent(read -> {
            stream(read, gauges);
            lake(read, gauges);
            warehouses(read, gauges);
            sources(read, gauges);
        });
        process(gauges);
        jvm(gauges);
        return gauges.text();
    }

    private static void stream(Status now, Gauges gauges) {
        for (var shard : now.stream().shards()) {
            gauges.gauge(
                    "millrace_stream_behind_records",
                    "Records in the stream that are not landed, counted up to about 10,000.",
                    shard.behind(),
                    "shard",
                    shard.shard());
            gauges.gauge(
                    "millrace_stream_behind_seconds",
                    "Age of the oldest record that is not landed.",
                    shard.behindSeconds(),
                    "shard",
                    shard.shard());
        }
        gauges.gauge(
                "millrace_trimmed_ranges",
                "Ranges of records that retention removed before they were landed.",
                now.trimmed().size());
        gauges.gauge(
                "millrace_publisher_missing_numbers",
                "Numbers missing of the publishers' events.",
                now.missingNumbers());
    }

    private static void lake(Status now, Gauges gauges) {
        var clean = now.clean();
        gauges.counter(
                "millrace_landed_records",
                "Records in the raw zone.",
                now.land().records());
        gauges.counter("millrace_read_records", "Lines read by the cleaner.", clean.read());
        gauges.counter("millrace_written_rows", "Rows written to the lake.", clean.written());
        gauges.counter("millrace_duplicates", "Rows dropped as older than another of their batch.", clean.duplicates());
        clean.reasons()
                .forEach((reason, count) -> gauges.counter(
                        "millrace_rejected_records", "Lines that are rejected.", count, "reason", reason));
        gauges.gauge("millrace_batches_planned", "Number of the newest plan.", clean.planned());
        gauges.gauge("millrace_batches_committed", "Number of the newest committed batch.", clean.committed());
        gauges.gauge(
                "millrace_held_batches", "Batches that wait for a person or a newer program.", clean.heldBatches());
        if (now.removed() != null) {
            gauges.counter(
                    "millrace_removed_objects",
                    "Objects that retention removed of batches.",
                    now.removed().objects());
            gauges.counter(
                    "millrace_removed_bytes",
                    "Bytes of the objects that retention removed of batches.",
                    now.removed().bytes());
        }
        gauges.gauge("millrace_failed_objects", "Objects under failed/, counted up to 1,000.", now.failed());
        gauges.gauge(
                "millrace_sums_hold",
                "Whether all sums hold.",
                now.sums().stream().allMatch(Status.Sum::holds) ? 1 : 0);
    }

    private static void warehouses(Status now, Gauges gauges) {
        for (var load : now.warehouses()) {
            String[] labels = {"warehouse", load.name(), "dataset", load.dataset()};
            gauges.gauge(
                    "millrace_warehouse_up", "Whether the warehouse answers.", load.away() == null ? 1 : 0, labels);
            if (load.away() != null) {
                continue;
            }
            gauges.gauge("millrace_warehouse_behind_batches", "Committed batches not loaded.", load.behind(), labels);
            gauges.gauge(
                    "millrace_warehouse_behind_seconds",
                    "Age of the oldest committed batch that is not loaded.",
                    load.behindSeconds(),
                    labels);
            gauges.gauge("millrace_warehouse_rows", "Rows of the table.", load.rows(), labels);
        }
    }

    private static void sources(Status now, Gauges gauges) {
        for (var source : now.sources()) {
            if (source.instance() != null) {
                // Each process tells of its own.
                continue;
            }
            String[] labels = {"source", source.source()};
            source.results()
                    .forEach((result, looks) -> gauges.counter(
                            "millrace_source_fetches",
                            "Looks at pages.",
                            looks,
                            "source",
                            source.source(),
                            "result",
                            result));
            source.fill()
                    .forEach((field, share) -> gauges.gauge(
                            "millrace_source_fill_ratio",
                            "Share of the pages read that have the field.",
                            share,
                            "source",
                            source.source(),
                            "field",
                            field));
            gauges.gauge(
                    "millrace_source_alarms",
                    "Ways in which the pages are not as they were.",
                    source.alarms().size(),
                    labels);
            gauges.gauge("millrace_source_pages", "Pages that were looked at.", source.pages(), labels);
            gauges.gauge("millrace_source_pages_gone", "Pages that are not there any more.", source.gone(), labels);
            gauges.counter(
                    "millrace_source_rounds_left_out",
                    "Rounds left out, as the one before took too long.",
                    source.leftOut(),
                    labels);
            if (source.succeeded() != null) {
                gauges.gauge(
                        "millrace_source_last_success_timestamp_seconds",
                        "When a page was last read, since 1970.",
                        source.succeeded().getEpochSecond(),
                        labels);
            }
            if (source.roundSeconds() != null) {
                gauges.gauge(
                        "millrace_source_round_seconds",
                        "How long the last round took.",
                        source.roundSeconds(),
                        labels);
            }
        }
    }

    private void process(Gauges gauges) {
        gauges.counter("millrace_events_published", "Events that this process published.", progress.events());
        var failing = health.failures().keySet();
        failedOnce.addAll(failing);
        failedOnce.forEach(stage -> gauges.gauge(
                "millrace_stage_failing",
                "Whether a stage of this process failed when it last ran.",
                failing.contains(stage) ? 1 : 0,
                "stage",
                stage));
        var waiting = spool.get();
        if (waiting != null) {
            gauges.gauge("millrace_spool_events", "Events that wait to be published.", waiting.events());
            gauges.gauge("millrace_spool_bytes", "Bytes of these events.", waiting.bytes());
            gauges.gauge("millrace_spool_oldest_age_seconds", "Age of the oldest of them.", waiting.behindSeconds());
        }
    }

    private static void jvm(Gauges gauges) {
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
        gauges.gauge(
                "jvm_threads_current",
                "Threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            gauges.counter(
                    "jvm_gc_collection_seconds",
                    "Time spent collecting garbage.",
                    collector.getCollectionTime() / 1e3,
                    "gc",
                    collector.getName());
        }
        gauges.gauge(
                "process_uptime_seconds",
                "Time since the start.",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }
}
