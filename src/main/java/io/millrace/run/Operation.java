package io.millrace.run;

import io.millrace.config.Settings;
import io.millrace.config.WarehouseSettings;
import io.millrace.operate.Answers;
import io.millrace.operate.Checks;
import io.millrace.operate.Freshness;
import io.millrace.operate.Kept;
import io.millrace.operate.Probe;
import io.millrace.operate.Probe.Finding;
import io.millrace.reconcile.Gauges;
import io.millrace.reconcile.MachineMetrics;
import io.millrace.reconcile.Metrics;
import io.millrace.reconcile.RecentStatus;
import io.millrace.reconcile.Status;
import io.millrace.reconcile.StatusMetrics;
import io.millrace.reconcile.StatusReader;
import io.millrace.source.Source;
import io.millrace.stream.EventSpool;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What a process answers to those who watch over it, and the port of its own where there is one. */
final class Operation implements AutoCloseable {
    private static final Duration STATUS_EVERY = Duration.ofSeconds(15);
    private static final Duration BILLED_STATUS_EVERY = Duration.ofMinutes(5);

    /** Who asks all the time makes nobody write the figures all the time. */
    private static final Duration METRICS_EVERY = Duration.ofSeconds(1);

    private final Settings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(Operation::daemon);
    private OperatePort port;

    Operation(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A process with routes: what they do, what they talk to, and how far its data is.
     *
     * @param alive whether they have not ended by themselves
     * @param routes whether they run
     * @param spool null where this process publishes nothing
     * @param sources those that it looks at
     * @param known how these are doing
     * @param parts what it measures itself
     * @param routeMetrics what its routes do
     */
    record Running(
            Set<Role> roles,
            Probe alive,
            Probe routes,
            StatusReader status,
            EventSpool spool,
            Warehouses warehouses,
            Supplier<List<Source>> sources,
            Supplier<List<Status.Source>> known,
            List<Metrics.Part> parts,
            Supplier<MetricSnapshots> routeMetrics) {}

    /** What a process with routes answers. */
    Answers of(Running process, Clients clients) {
        var recent = new RecentStatus(process.status()::read, statusEvery(), threads, System::nanoTime);
        var ready = new ReadyProbes(settings, clients)
                .into(
                        checks().with("routes", process.routes()),
                        process.roles(),
                        process.spool(),
                        process.warehouses());
        var fresh = new FreshProbes(settings, new Freshness(clock), recent)
                .into(checks(), process.roles(), process.sources(), process.known());
        var parts = new ArrayList<Metrics.Part>(List.of(new StatusMetrics(recent)));
        parts.addAll(process.parts());
        return answers(process.alive(), ready, fresh, parts, List.of(process.routeMetrics()));
    }

    /** What a process answers that only holds the stand-ins. */
    Answers ofStandins(Clients clients) {
        var ready = new ReadyProbes(settings, clients);
        var checks = checks().with("stream", ready::stream)
                .with("bucket", ready::bucket)
                .with("data", () -> ReadyProbes.data(settings.data()));
        return answers(() -> Finding.up("the stand-ins run"), checks, checks(), List.of(), List.of());
    }

    private Answers answers(
            Probe process,
            Checks ready,
            Checks fresh,
            List<Metrics.Part> parts,
            List<Supplier<MetricSnapshots>> libraries) {
        var machine = new MachineMetrics();
        var all = new ArrayList<>(parts);
        all.add(gauges -> health(ready, fresh, gauges));
        all.add(machine);
        var more = new ArrayList<>(libraries);
        more.add(machine::snapshots);
        // Right where it is asked: what takes its time has no place in it.
        var live = new Checks(Runnable::run, clock, System::nanoTime)
                .with("process", Operation::threads)
                .with("routes", process);
        var metrics = new Metrics(all, more);
        return new Answers(live, ready, fresh, new Kept<>(metrics::text, METRICS_EVERY, System::nanoTime));
    }

    /** Both at once, as a scrape may take ten seconds and each of them three. */
    private void health(Checks ready, Checks fresh, Gauges gauges) {
        var known = CompletableFuture.supplyAsync(ready::asked, threads);
        var arrived = fresh.asked();
        tell("ready", known.join(), gauges);
        tell("fresh", arrived, gauges);
    }

    private static void tell(String question, Map<String, Boolean> checks, Gauges gauges) {
        checks.forEach((check, up) -> gauges.gauge(
                "millrace_health_up",
                "Whether a check of /health/ready or /health/fresh is up.",
                up ? 1 : 0,
                "question",
                question,
                "check",
                check));
    }

    /** Opens the port that is set, if one is. */
    void open(Answers answers) {
        port = OperatePort.open(settings.operate(), answers);
    }

    private Checks checks() {
        return new Checks(threads, clock, System::nanoTime);
    }

    private Duration statusEvery() {
        var billed = settings.warehouses().stream()
                .anyMatch(warehouse -> warehouse.type() == WarehouseSettings.Type.REDSHIFT
                        || warehouse.type() == WarehouseSettings.Type.SNOWFLAKE);
        return settings.operate().statusEvery().orElse(billed ? BILLED_STATUS_EVERY : STATUS_EVERY);
    }

    /** Threads that wait for each other will do so for ever: of this alone a restart is the cure for sure. */
    private static Finding threads() {
        var stuck = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return stuck == null
                ? Finding.up("no threads wait for each other")
                : Finding.down(stuck.length + " threads wait for each other for ever");
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "millrace-operate");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
        threads.shutdownNow();
    }
}
