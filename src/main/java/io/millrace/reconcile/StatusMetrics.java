package io.millrace.reconcile;

import java.time.Duration;
import java.util.HashMap;

/** The status in figures. */
public final class StatusMetrics implements Metrics.Part {
    private final RecentStatus status;

    public StatusMetrics(RecentStatus status) {
        this.status = status;
    }

    @Override
    public void tell(Gauges gauges) {
        var now = status.get();
        gauges.gauge("millrace_status_readable", "Whether the status could be read.", now.isPresent() ? 1 : 0);
        now.ifPresent(read -> {
            gauges.gauge(
                    "millrace_status_timestamp_seconds",
                    "When the status was read that the figures are of, since 1970.",
                    read.at().getEpochSecond());
            instances(read, gauges);
            stream(read, gauges);
            lake(read, gauges);
            sums(read, gauges);
            warehouses(read, gauges);
            sources(read, gauges);
            alerts(read, gauges);
        });
    }

    private static void instances(Status now, Gauges gauges) {
        var living =
                now.instances().stream().filter(instance -> !instance.stopped()).toList();
        gauges.gauge("millrace_instances", "Processes that live on the lake.", living.size());
        var byRole = new HashMap<String, Integer>();
        living.forEach(instance -> instance.roles().forEach(role -> byRole.merge(role, 1, Integer::sum)));
        byRole.forEach((role, count) ->
                gauges.gauge("millrace_role_instances", "Of these, those that have a stage.", count, "role", role));
    }

    private static void sums(Status now, Gauges gauges) {
        gauges.gauge(
                "millrace_sums_hold",
                "Whether all sums hold.",
                now.sums().stream().allMatch(Status.Sum::holds) ? 1 : 0);
        for (var sum : now.sums()) {
            gauges.gauge("millrace_sum_holds", "Whether a sum holds.", sum.holds() ? 1 : 0, "sum", sum.sum());
            gauges.gauge(
                    "millrace_sum_difference",
                    "Its left side less its right side.",
                    sum.left() - sum.right(),
                    "sum",
                    sum.sum());
        }
    }

    private static void stream(Status now, Gauges gauges) {
        for (var shard : now.stream().shards()) {
            gauges.gauge(
                    "millrace_stream_behind_records",
                    "Records in the stream that are not landed, counted up to 1,000.",
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
        if (clean.newest() != null) {
            gauges.gauge(
                    "millrace_batch_newest_age_seconds",
                    "Age of the newest committed batch.",
                    Math.max(0, Duration.between(clean.newest(), now.at()).toSeconds()));
        }
        gauges.gauge(
                "millrace_clean_behind_seconds",
                "For how long the oldest landed record has been seen to wait to be cleaned.",
                clean.behindSeconds());
        gauges.gauge(
                "millrace_held_batches", "Batches that wait for a person or a newer program.", clean.heldBatches());
        var removed = now.removed() == null ? new Status.Removed(0, 0) : now.removed();
        gauges.counter("millrace_removed_objects", "Objects that retention removed of batches.", removed.objects());
        gauges.counter(
                "millrace_removed_bytes", "Bytes of the objects that retention removed of batches.", removed.bytes());
        gauges.gauge("millrace_failed_objects", "Objects under failed/, counted up to 1,000.", now.failed());
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

    private static void alerts(Status now, Gauges gauges) {
        if (now.alerts() == null) {
            return;
        }
        for (var channel : now.alerts().channels()) {
            String[] labels = {"channel", channel.channel()};
            gauges.gauge(
                    "millrace_alert_deliveries_waiting",
                    "Alerts that are still to be told to a channel.",
                    channel.waiting(),
                    labels);
            gauges.gauge(
                    "millrace_alert_deliveries_oldest_age_seconds",
                    "Age of the oldest of these; 0 if there is none.",
                    channel.behindSeconds(),
                    labels);
            gauges.gauge(
                    "millrace_alert_deliveries_failed",
                    "Alerts that a channel did not take until they were given up.",
                    channel.failed(),
                    labels);
        }
    }

    private static void sources(Status now, Gauges gauges) {
        var fetches = new HashMap<String, Long>();
        now.sources().stream()
                .filter(source -> source.instance() == null)
                .forEach(
                        source -> source.results().forEach((result, looks) -> fetches.merge(result, looks, Long::sum)));
        fetches.forEach((result, looks) -> gauges.counter(
                "millrace_fetches", "Looks at pages, of all sources of this process.", looks, "result", result));
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
}
