package io.millrace.run;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.catalog.Catalog;
import io.millrace.config.Settings;
import io.millrace.dashboard.Dashboard;
import io.millrace.dataset.Dataset;
import io.millrace.fetch.Frontier;
import io.millrace.lake.FailedWork;
import io.millrace.lake.LakeFormat;
import io.millrace.lake.Outage;
import io.millrace.lake.RouteCommits;
import io.millrace.lake.S3ObjectStore;
import io.millrace.lake.Submissions;
import io.millrace.member.Living;
import io.millrace.operate.Kept;
import io.millrace.operate.Probe;
import io.millrace.reconcile.Drain;
import io.millrace.reconcile.Goals;
import io.millrace.reconcile.Metrics;
import io.millrace.reconcile.ProcessMetrics;
import io.millrace.reconcile.Progress;
import io.millrace.reconcile.StageHealth;
import io.millrace.reconcile.Status;
import io.millrace.reconcile.StatusReader;
import io.millrace.source.Source;
import io.millrace.source.SourceFolder;
import io.millrace.stream.EventSpool;
import io.millrace.stream.ShardShare;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.Loader;
import io.millrace.warehouse.ReadOnly;
import io.millrace.watch.SourceHealth;
import io.millrace.watch.WatchStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of one process with the beans that they call: assembled, started, stopped. */
public final class Pipeline implements AutoCloseable {
    private static final int LARGEST_REQUEST = 65_536;
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    /** Pause between two looks for work when everything is to be through soon, milliseconds. */
    static final String ONCE_EVERY = "500";

    /**
     * How long what is under way may take when the process stops. With the heartbeat and the hosts before it (10 s each) and
     * the threads after it that is less than the minute that a pod is given.
     */
    static final int DRAIN_SECONDS = 25;

    /** How long threads are waited for that did not end by then, twice for each consumer. */
    private static final long THREADS_MILLIS = 3_000;

    /** How long a page is remembered that nobody asks for. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    /** How old what other processes tell of their sources may be on the page. */
    private static final Duration SOURCES_KEPT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Set<Role> roles;
    private final SourceFolder sources;
    private final List<Dataset> datasets;
    private final Clients clients;
    private final Warehouses warehouses;
    private final Path work;
    private final Rhythm rhythm;
    private final boolean summed;
    private final Clock clock = Clock.systemUTC();
    private final Main main = new Main();

    private final StageHealth health = new StageHealth(clock);
    private final Progress progress = new Progress();
    private final Goals goals = new Goals(progress);
    private final SparkBeans spark;
    private LakeParts lake;
    private Membership membership;
    private ShardTip tip;
    private EventSpool spool;
    private WatchStore store;
    private SourceHealth watched;
    private ServerEngine server;
    private Operation operation;
    private RouteMetrics routeMetrics;
    private Frontier frontier;
    private volatile boolean closing;
    private StatusReader status;
    private BatchDesk desk;
    private Catalog catalog;
    private CleaningNow cleaning;
    private Alerting alerting;
    private Status atStart;
    private Dashboard dashboard;
    private HikariDataSource dashboardPool;

    /**
     * @param sources none where {@code roles} lacks {@link Role#FETCH}
     * @param work folder for scratch files
     * @param summed whether the status is read before anything runs, for a summary at the end
     */
    public Pipeline(
            Settings settings,
            Set<Role> roles,
            SourceFolder sources,
            List<Dataset> datasets,
            Clients clients,
            Warehouses warehouses,
            Path work,
            Rhythm rhythm,
            boolean summed) {
        this.settings = settings;
        this.roles = Set.copyOf(roles);
        this.sources = sources;
        this.datasets = List.copyOf(datasets);
        this.clients = clients;
        this.spark = new SparkBeans(settings, clients.emr());
        this.warehouses = warehouses;
        this.work = work;
        this.rhythm = rhythm;
        this.summed = summed;
    }

    /**
     * Starts all routes.
     *
     * @param control where the dashboard and other commands are answered; null: nowhere
     * @param supervised whether somebody may watch over this process, by health and metrics
     */
    public void start(ControlPort control, boolean supervised) throws Exception {
        var configuration = main.configure();
        configuration.withRoutesIncludePattern(String.join(
                ",",
                RouteFiles.of(
                        roles,
                        settings.target(),
                        settings.clean().engine(),
                        settings.catalog().mode(),
                        rhythm,
                        settings.alerts().isOn(),
                        control != null)));
        configuration.withAutoConfigurationEnvironmentVariablesEnabled(false);
        configuration.withShutdownTimeout(DRAIN_SECONDS);
        configuration.withShutdownLogInflightExchangesOnTimeout(false);
        main.addOverrideProperty("camel.main.startup-summary-level", "Off");
        settings.properties().forEach(main::addOverrideProperty);
        if (rhythm != Rhythm.SCHEDULED) {
            main.addOverrideProperty("millrace.clean.every", ONCE_EVERY);
            main.addOverrideProperty("millrace.catalog.every", ONCE_EVERY);
            main.addOverrideProperty("millrace.alerts.every", ONCE_EVERY);
        }
        if (control != null) {
            server = new ServerEngine();
            main.bind("vertx", server.vertx());
            main.addOverrideProperty("camel.server.enabled", "true");
            main.addOverrideProperty("camel.server.host", control.host());
            main.addOverrideProperty("camel.server.port", Integer.toString(control.port()));
            // Whoever asks may send little: what is sent is read before a login is looked at.
            main.addOverrideProperty("camel.server.max-body-size", Integer.toString(LARGEST_REQUEST));
            main.addOverrideProperty("camel.server.file-upload-enabled", "false");
        }
        main.configure()
                .addRoutesBuilder(new TemplatedRoutes(
                        roles, sources.sources(), settings.warehouses(), settings.alerts(), rhythm));
        main.addMainListener(new SettingsAlone());
        main.init();
        main.getCamelContext().getExecutorServiceManager().setShutdownAwaitTermination(THREADS_MILLIS);
        bind(main.getCamelContext(), control);
        if (supervised) {
            operate();
        }
        leavePaused();
        // Before any route runs: what a newer program wrote is not added to.
        refuse(LakeFormat.fault(lake.store()));
        atStart = summed ? status().read() : null;
        startRoutes();
        if (control != null) {
            control.verify(server.failure());
        }
        if (dashboard != null) {
            dashboard.start();
        }
        refuse(LakeFormat.check(lake.store(), new RouteCommits(main.getCamelContext())));
    }

    /** Sources that a person has paused wait for him, unless all are to be looked at once. */
    private void leavePaused() {
        if (store == null || rhythm != Rhythm.SCHEDULED) {
            return;
        }
        var routes = context().getCamelContextExtension().getContextPlugin(Model.class);
        sources().stream().map(Source::name).filter(store::isPaused).forEach(name -> {
            routes.getRouteDefinition(SourceDesk.route(name)).setAutoStartup("false");
            LOG.info("source={} is paused: ./millrace sources resume {}", name, name);
        });
    }

    /** Camel asks for the bucket when a route that writes to it starts, and its message names neither. */
    private void startRoutes() throws Exception {
        try {
            main.start();
        } catch (Exception e) {
            if (Outage.isBehind(e)) {
                throw new IllegalStateException(
                        "bucket " + settings.aws().bucket() + " or stream " + settings.aws().stream()
                                + " did not answer while the routes started: start again",
                        e);
            }
            throw e;
        }
    }

    /** How things were before this process did anything; null where no summary was asked for. */
    public Status statusAtStart() {
        return atStart;
    }

    /** The sources that are declared now. */
    public List<Source> sources() {
        return sources.sources();
    }

    public Progress progress() {
        return progress;
    }

    public StageHealth health() {
        return health;
    }

    public Goals goals() {
        return goals;
    }

    /** What reads the status; it remembers what it has summed up. */
    public StatusReader status() {
        return status;
    }

    /** The instances that work on the same lake. */
    public Living living() {
        return membership.living();
    }

    /** What answers questions about batches, and takes decisions on them. */
    BatchDesk desk() {
        return desk;
    }

    /** Whether everything that is committed is registered in the catalog, where this process registers. */
    public boolean isRegistered() {
        return catalog == null || catalog.through() >= lake.batches().committedThrough();
    }

    /** What judges and tells; null where nothing is to be told. */
    Alerting alerting() {
        return alerting;
    }

    /** What tells whether this process's events are through. */
    public Drain drain() {
        return new Drain(tip.stream(), lake.positions(), lake.batches(), warehouses.all(), datasets);
    }

    /** Whether each source was looked at once. */
    public boolean isRoundThrough() {
        return sources().stream()
                .allMatch(source -> progress.source(source.name()).rounds() > 0);
    }

    /** Stops the routes that start rounds; what is under way is finished. */
    public void stopScraping() throws Exception {
        stopScraping(Duration.ofSeconds(DRAIN_SECONDS));
    }

    /** The same, where what is under way is given up after that time. */
    public void stopScraping(Duration patience) throws Exception {
        var routes = context().getRouteController();
        var most = Math.max(1, patience.toMillis());
        if (context().getRoute("watch-sources") != null) {
            routes.stopRoute("watch-sources");
        }
        for (var source : sources.sources()) {
            routes.stopRoute("scrape-" + source.name(), most, TimeUnit.MILLISECONDS);
        }
        routes.stopRoute("scrape-page", most, TimeUnit.MILLISECONDS);
    }

    /** The events of this process that wait to be sent; null where it publishes none. */
    public EventSpool spool() {
        return spool;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        // In this order, and each of them whatever comes of the others.
        try (var last = operation;
                var remembered = store;
                var health = (Closeable) this::keepHealth;
                var waiting = spool;
                var http = server;
                var jobs = spark;
                var shown = (Closeable) this::closeDashboard;
                var routes = (Closeable) main::stop) {
            if (membership != null && context().isStarted()) {
                membership.leave(context());
            }
        }
    }

    private void closeDashboard() throws IOException {
        try {
            if (dashboard != null) {
                dashboard.close();
            }
        } catch (SQLException e) {
            throw new IOException("the dashboard's database cannot be closed: " + e.getMessage(), e);
        } finally {
            if (dashboardPool != null) {
                dashboardPool.close();
            }
        }
    }

    private void keepHealth() {
        if (watched != null) {
            watched.keep();
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** What is answered to those who watch over this process. */
    private void operate() {
        operation = new Operation(settings, clock);
        routeMetrics = RouteMetrics.of(context());
        var parts = new ArrayList<Metrics.Part>(List.of(routeMetrics));
        parts.add(new ProcessMetrics(
                health, progress, Telling.waiting(spool), settings.publish().spool()));
        if (frontier != null) {
            parts.add(new FetchMetrics(membership::hosts, frontier));
        }
        if (alerting != null) {
            parts.add(alerting.metrics());
        }
        var answers = operation.of(
                new Operation.Running(
                        roles,
                        this::alive,
                        this::running,
                        status,
                        spool,
                        warehouses,
                        this::sources,
                        this::watchedSources,
                        parts,
                        routeMetrics::snapshots),
                clients);
        context().getRegistry().bind("answers", answers);
        operation.open(answers);
    }

    private Probe.Finding alive() {
        var state = context().getStatus();
        return new Probe.Finding(
                closing || !state.isStopped() && !state.isSuspended(), "the routes are " + words(state));
    }

    private Probe.Finding running() {
        var state = context().getStatus();
        return new Probe.Finding(!closing && state.isStarted(), "the routes are " + words(state));
    }

    private String words(ServiceStatus state) {
        return closing ? "stopping" : state.name().toLowerCase(Locale.ROOT);
    }

    private void bind(CamelContext context, ControlPort control) throws IOException {
        var registry = context.getRegistry();
        var commits = new RouteCommits(context);
        var aws = settings.aws();
        lake = LakeParts.of(clients.s3(), aws.bucket(), commits);
        var beans = new StageBeans(settings, datasets, lake, work, health, progress, clock);
        cleaning = new CleaningNow(null, null, new Submissions(lake.store()));
        spool = roles.contains(Role.FETCH) ? beans.openSpool() : null;
        membership = new Membership(roles, lake.store(), commits, Telling.publisher(spool), clock);
        var told = Telling.of(
                membership.living()::told,
                spool,
                lake.store(),
                lake.positions(),
                n -> cleaning.apply(n),
                CatalogAccess.database(settings),
                this::knownSources,
                Alerting.waiting(settings, warehouses.all(), clock));
        tip = new ShardTip(clients.kinesis(), aws.stream());
        status = lake.status(settings, tip, warehouses.all(), datasets, health, told, clock);
        membership.bind(registry);
        registry.bind("kinesisClient", clients.kinesis());
        registry.bind("s3Client", clients.s3());
        registry.bind("stageHealth", health);
        registry.bind("progress", progress);
        registry.bind("failedWork", new FailedWork(clock));
        registry.bind("countRetry", (Processor) FailedWork::countRetry);
        if (roles.contains(Role.FETCH)) {
            store = WatchStore.open(settings.data().resolve("watch"));
            store.forget(clock.instant().minus(REMEMBERED));
            watched = new SourceHealth(store);
            registry.bind("toldSources", new ToldSources(membership::id, this::watchedSources));
            frontier = beans.bindFetch(
                    context, sources, rhythm, goals, spool, store, watched, new Rounds(progress, watched, clock));
        } else {
            tellOfWaiting();
        }
        if (roles.contains(Role.LAND)) {
            beans.bindLand(context);
            registry.bind("shardShare", (ShardShare) membership.living()::landsShard);
        }
        if (roles.contains(Role.CLEAN)) {
            var embedded = beans.bindClean(context);
            var jobs = spark.bind(context, lake, commits, work, clock);
            cleaning = new CleaningNow(embedded, jobs, new Submissions(lake.store()));
            catalog = beans.bindCatalog(registry, clients.glue());
        }
        var loaders =
                roles.contains(Role.LOAD) ? beans.bindLoad(registry, warehouses, commits) : Map.<String, Loader>of();
        if (roles.contains(Role.LOAD)) {
            var tidy = beans.bindTidy(registry, warehouses, new S3ObjectStore(clients.s3(), aws.bucket()));
            registry.bind("streamTrim", new StreamTrim(clients.kinesis(), tip, lake.batches(), tidy));
        }
        if (roles.contains(Role.LOAD) && rhythm != Rhythm.BY_HAND) {
            alerting = Alerting.of(
                    settings,
                    warehouses.all(),
                    this::knownSources,
                    () -> lake.batches().erasures(),
                    rhythm,
                    clock);
        }
        if (alerting != null) {
            alerting.beans(settings).forEach(registry::bind);
        }
        registry.bind("sourceDesk", new SourceDesk(context, this::watchedSources, store));
        desk = new BatchDesk(
                lake,
                datasets,
                roles.contains(Role.LOAD) ? warehouses.all() : List.of(),
                new LoadDesk(loaders, new RouteRounds(context)),
                roles.contains(Role.CLEAN),
                BatchWork.of(settings, lake, datasets, work, clock),
                health,
                commits);
        if (control != null) {
            var deep = new DeepJob(
                    said -> lake.deep(warehouses.all(), datasets, work).run(status, said));
            registry.bind("alertHistory", Alerting.history(settings, warehouses.all()));
            registry.bind("alertDesk", new AlertDesk(settings, warehouses.all()));
            control.bind(registry, settings.dashboard(), password(control), status, deep, desk, warehouses);
        }
        if (control != null && roles.contains(Role.DASHBOARD)) {
            dashboard = openDashboard();
            ControlPort.bind(registry, status, dashboard);
        }
    }

    /** Null: none. A process that was not given the dashboard's takes one that nobody knows. */
    private String password(ControlPort control) {
        var password = settings.dashboard().password();
        if (password.fault().isPresent() && !roles.contains(Role.DASHBOARD)) {
            return control.token();
        }
        return password.isSet() ? new Secrets(settings.aws().region()).reveal(password) : null;
    }

    private Dashboard openDashboard() throws IOException {
        var shown = warehouses.shown(settings.dashboard()).orElseThrow();
        if (shown.isElsewhere()) {
            var name = shown.name();
            // Connections of its own, so that whoever looks takes none from whoever loads.
            var server = settings.warehouses().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            dashboardPool = Servers.pool(server, settings.aws().region(), work);
            shown = Servers.warehouse(server, settings.aws().bucket(), dashboardPool);
        }
        var prices = datasets.stream()
                .filter(dataset -> dataset.name().equals("prices"))
                .findFirst()
                .orElseThrow();
        try {
            return Dashboard.open(
                    settings.target().name().toLowerCase(Locale.ROOT),
                    new ReadOnly(shown),
                    prices,
                    new Kept<>(this::knownSources, SOURCES_KEPT, System::nanoTime),
                    work,
                    clock);
        } catch (SQLException e) {
            throw new IOException("the dashboard cannot open a database in memory: " + e.getMessage(), e);
        }
    }

    private void tellOfWaiting() throws IOException {
        var folder = SpoolFolder.of(settings);
        var bytes = EventSpool.leftBehind(folder);
        if (bytes > 0) {
            LOG.warn("spool={} bytes={} wait there until a process with the stage fetch sends them", folder, bytes);
        }
    }

    /** Those of this process, then those of others. */
    private List<Status.Source> knownSources() {
        var known = new ArrayList<>(watchedSources());
        known.addAll(ToldSources.of(lake.store(), membership.living().told(), membership.id()));
        return known;
    }

    private List<Status.Source> watchedSources() {
        return watched == null
                ? List.of()
                : sources().stream()
                        .map(source -> Telling.source(
                                watched.summary(source.name()),
                                store.isPaused(source.name()) ? Telling.PAUSED : Telling.RUNNING,
                                source.every(),
                                progress.left(source.name()),
                                progress.leftOut(source.name())))
                        .toList();
    }

    private static void refuse(String fault) {
        if (fault != null) {
            throw new UsageException(fault);
        }
    }
}
