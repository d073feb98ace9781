package io.millrace.reconcile;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What this process does and how its stages are, in figures. Not thread-safe. */
public final class ProcessMetrics implements Metrics.Part {
    private final StageHealth health;
    private final Progress progress;
    private final Supplier<Status.Spool> spool;
    private final long spoolLimit;
    private final Set<String> failedOnce = new TreeSet<>();

    /**
     * @param spool gives null where nothing is published
     * @param spoolLimit bytes that may wait there
     */
    public ProcessMetrics(StageHealth health, Progress progress, Supplier<Status.Spool> spool, long spoolLimit) {
        this.health = health;
        this.progress = progress;
        this.spool = spool;
        this.spoolLimit = spoolLimit;
    }

    @Override
    public void tell(Gauges gauges) {
        gauges.counter("millrace_events_published", "Events that this process published.", progress.events());
        gauges.counter(
                "millrace_events_refused",
                "Events that the stream did not take when they were sent; they are sent again.",
                progress.refused());
        gauges.counter("millrace_work_failed", "Pages and events that this process gave up.", progress.failed());
        progress.loaded()
                .forEach((warehouse, at) -> gauges.gauge(
                        "millrace_warehouse_last_load_timestamp_seconds",
                        "When this process last loaded a batch, since 1970.",
                        at.getEpochSecond(),
                        "warehouse",
                        warehouse));
        var failing = health.failures().keySet();
        failedOnce.addAll(failing);
        // There is no end of batches: of one that is loaded since, nothing is to be told.
        failedOnce.removeIf(stage -> stage.matches("load-.*-batch-\\d+") && !failing.contains(stage));
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
            gauges.gauge("millrace_spool_limit_bytes", "Bytes that may wait there.", spoolLimit);
            gauges.gauge("millrace_spool_oldest_age_seconds", "Age of the oldest of them.", waiting.behindSeconds());
        }
    }
}
