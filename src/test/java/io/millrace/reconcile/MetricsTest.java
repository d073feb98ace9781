package io.millrace.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final StageHealth health = new StageHealth(CLOCK);
    private final Progress progress = new Progress();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private Status status = Statuses.of(
            new Status.Clean(
                    8,
                    7,
                    30,
                    2,
                    20,
                    4,
                    6,
                    0,
                    Map.of("not_json", 5L, "bad \"price\"", 1L),
                    1,
                    List.of(),
                    Instant.EPOCH,
                    7),
            List.of(new Status.WarehouseStatus(
                    "local", "duckdb", "prices", 7, 1, null, 5, 2, 61, 0, 0, 0, 0, 40, null)),
            List.of(Status.Sum.of("a = b", 1, 1)));
    private Status.Spool spool;
    private final Metrics metrics = new Metrics(
            List.of(
                    new StatusMetrics(new RecentStatus(this::read, Duration.ofSeconds(15), Runnable::run, nanos::get)),
                    new ProcessMetrics(health, progress, () -> spool, 9_000)),
            List.of());

    private Status read() {
        readings.incrementAndGet();
        if (status == null) {
            throw new IllegalStateException("no answer");
        }
        return status;
    }

    private List<String> lines() {
        return metrics.text().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private void expect(String... lines) {
        var there = lines();
        for (var line : lines) {
            assertTrue(there.contains(line), line + " is not in " + there);
        }
    }

    @Test
    void theStatusIsToldUnderStableNames() {
        progress.eventsPublished(1);
        expect(
                "millrace_landed_records_total 0.0",
                "millrace_read_records_total 30.0",
                "millrace_written_rows_total 20.0",
                "millrace_duplicates_total 4.0",
                "millrace_rejected_records_total{reason=\"not_json\"} 5.0",
                "millrace_rejected_records_total{reason=\"bad \\\"price\\\"\"} 1.0",
                "millrace_held_batches 1.0",
                "millrace_batches_planned 8.0",
                "millrace_batches_committed 7.0",
                "millrace_warehouse_behind_batches{dataset=\"prices\",warehouse=\"local\"} 2.0",
                "millrace_warehouse_behind_seconds{dataset=\"prices\",warehouse=\"local\"} 61.0",
                "millrace_warehouse_rows{dataset=\"prices\",warehouse=\"local\"} 40.0",
                "millrace_publisher_missing_numbers 0.0",
                "millrace_sums_hold 1.0",
                "millrace_status_readable 1.0",
                "millrace_events_published_total 1.0");
    }

    @Test
    void aSumThatDoesNotHoldIsZero() {
        status = Statuses.of(status.clean(), List.of(), List.of(Status.Sum.of("a = b", 1, 2)));
        expect("millrace_sums_hold 0.0");
    }

    @Test
    void aStageThatFailsIsOneAndZeroOnceItWorksAgain() {
        health.failed("land-raw", new IllegalStateException("x"));
        expect("millrace_stage_failing{stage=\"land-raw\"} 1.0");
        health.worked("land-raw");
        expect("millrace_stage_failing{stage=\"land-raw\"} 0.0");
    }

    @Test
    void theSpoolIsToldWhereThereIsOne() {
        assertFalse(metrics.text().contains("millrace_spool"));
        spool = new Status.Spool(3, 2_000, 9);
        expect("millrace_spool_events 3.0", "millrace_spool_bytes 2000.0", "millrace_spool_oldest_age_seconds 9.0");
    }

    @Test
    void theStatusIsReadAsOftenAsItIsToBeKeptAtTheMost() {
        lines();
        nanos.addAndGet(Duration.ofSeconds(15).toNanos() - 1);
        lines();
        assertEquals(1, readings.get());
        nanos.addAndGet(1);
        lines();
        assertEquals(2, readings.get());
    }

    @Test
    void aStatusThatCannotBeReadIsToldBesideWhatTheProcessDoes() {
        status = null;
        expect("millrace_status_readable 0.0", "millrace_events_published_total 0.0");
        lines();
        assertEquals(1, readings.get(), "what does not answer is not asked all the time either");
    }
}
