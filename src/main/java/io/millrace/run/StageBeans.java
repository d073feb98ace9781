package io.millrace.run;

import io.millrace.catalog.Catalog;
import io.millrace.catalog.Crawl;
import io.millrace.city.CityCalls;
import io.millrace.clean.Cleaning;
import io.millrace.clean.Compactions;
import io.millrace.clean.EmbeddedEngine;
import io.millrace.clean.Gate;
import io.millrace.clean.Planner;
import io.millrace.config.CatalogSettings;
import io.millrace.config.CleanSettings;
import io.millrace.config.Settings;
import io.millrace.dataset.Dataset;
import io.millrace.extract.OfferReader;
import io.millrace.fetch.ApplyRules;
import io.millrace.fetch.FetchBeans;
import io.millrace.fetch.Frontier;
import io.millrace.fetch.RoundWatch;
import io.millrace.fetch.WithdrawPages;
import io.millrace.lake.CallCounts;
import io.millrace.lake.Commits;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.DeleteObjects;
import io.millrace.lake.Landing;
import io.millrace.lake.Listing;
import io.millrace.lake.RouteCommits;
import io.millrace.reconcile.Goals;
import io.millrace.reconcile.Progress;
import io.millrace.reconcile.StageHealth;
import io.millrace.retention.Ages;
import io.millrace.retention.LakeTidy;
import io.millrace.source.PageFinder;
import io.millrace.source.Sites;
import io.millrace.source.SourceFolder;
import io.millrace.stream.EventSpool;
import io.millrace.stream.NotAllTakenException;
import io.millrace.stream.Publishing;
import io.millrace.stream.ShardWatch;
import io.millrace.stream.SpoolWatch;
import io.millrace.warehouse.BoundConnection;
import io.millrace.warehouse.LoadWatch;
import io.millrace.warehouse.Loader;
import io.millrace.warehouse.Warehouse;
import io.millrace.watch.PageMemory;
import io.millrace.watch.SourceHealth;
import io.millrace.watch.WatchStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.glue.GlueClient;

/** The beans that the stages' routes call. */
record StageBeans(
        Settings settings,
        List<Dataset> datasets,
        LakeParts lake,
        Path work,
        StageHealth health,
        Progress progress,
        Clock clock) {
    private static final int BUSY_RETRIES = 8;

    void bindLand(CamelContext context) {
        var registry = context.getRegistry();
        registry.bind(
                "shardPositions",
                new LakePositions(
                        lake.positions(),
                        lake.batches()::plannedEnd,
                        settings.land().start(),
                        new RouteMemory(context),
                        clock));
        registry.bind("shardWatch", watch());
        bindLanding(registry, lake);
    }

    /** Binds what the route that lands a batch calls. */
    static void bindLanding(Registry registry, LakeParts lake) {
        registry.bind("landing", new Landing(lake.zone(), lake.positions()));
    }

    /** What fails while reading the stream shows beside the stages. */
    private ShardWatch watch() {
        return new ShardWatch() {
            @Override
            public void works(String what) {
                health.worked("read-" + what);
            }

            @Override
            public void fails(String what, Throwable reason) {
                health.failed("read-" + what, reason);
            }
        };
    }

    /** Opens the spool; what keeps events from being spooled shows as the stage that spools them. */
    EventSpool openSpool() throws IOException {
        return EventSpool.open(SpoolFolder.of(settings), settings.publish().spool(), clock, new SpoolWatch() {
            @Override
            public void works() {
                health.worked("publish-events");
            }

            @Override
            public void fails(Throwable reason) {
                health.failed("publish-events", reason);
            }
        });
    }

    /** A stream that is busy is no failure, unless it stays so. */
    private void reportSendRetry(Exchange exchange) {
        var reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var retries = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        if (reason instanceof NotAllTakenException refused) {
            progress.eventsRefused(refused.left());
        }
        if (!(reason instanceof NotAllTakenException) || retries > BUSY_RETRIES) {
            health.failed("send-events", reason);
        }
    }

    Frontier bindFetch(
            CamelContext context,
            SourceFolder sources,
            Rhythm rhythm,
            Goals goals,
            EventSpool spool,
            WatchStore store,
            SourceHealth watched,
            RoundWatch rounds) {
        var registry = context.getRegistry();
        var memory = new PageMemory(
                store,
                watched,
                String.valueOf(StageBeans.class.getPackage().getImplementationVersion()),
                settings.watch().believeAfter(),
                clock);
        var frontier = FetchBeans.bind(context, settings.fetch(), new KeptHosts(store), memory::lastFetched, rounds);
        registry.bind("withdrawPages", new WithdrawPages(frontier));
        registry.bind("pageMemory", memory);
        var lists = new KeptLists(store, memory);
        var finder = new PageFinder(lists, new ListHealth(health));
        var secrets = new Secrets(settings.aws().region());
        var calls = new CityCalls(
                new KeptCalls(store),
                new CountedCalls(new CallCounts(lake.store(), new RouteCommits(context))),
                new ProviderHealth(health),
                datasets,
                clock);
        registry.bind("cityCalls", calls);
        var sites = new Sites(sources.sources(), lists, secrets::reveal, calls::due);
        registry.bind("sites", sites);
        registry.bind("pageFinder", finder);
        registry.bind(
                "sourceRoutes", new SourceRoutes(context, sources, sites, finder, health, rhythm, store::isPaused));
        registry.bind("fetchRules", new ApplyRules());
        registry.bind("eventSpool", spool);
        registry.bind("publishing", new Publishing(spool));
        registry.bind("reportSendRetry", (Processor) this::reportSendRetry);
        registry.bind("goals", goals);
        datasets.stream()
                .filter(dataset -> dataset.name().equals("prices"))
                .findFirst()
                .ifPresent(prices -> registry.bind("offerReader", new OfferReader(prices)));
        return frontier;
    }

    /** Returns the engine of this process. */
    EmbeddedEngine bindClean(CamelContext context) {
        var registry = context.getRegistry();
        var clean = settings.clean();
        var engine = new EmbeddedEngine(lake.store(), work, clean.memory() / 1_000_000 + "MB", clock);
        var compactions = new Compactions(
                lake.batches(),
                datasets,
                clean.maxRecords(),
                settings.compact().after(),
                settings.compact().every(),
                clock);
        registry.bind(
                "planner",
                new Planner(
                        lake.batches(),
                        lake.positions(),
                        lake.zone(),
                        datasets,
                        clean.maxRecords(),
                        compactions,
                        clock));
        registry.bind(
                "cleaning",
                new Cleaning(
                        lake.batches(),
                        engine,
                        clean.engine() != CleanSettings.Engine.EMBEDDED,
                        gate(),
                        new RouteCommits(context),
                        clock));
        return engine;
    }

    /**
     * Binds what registers the lake in the catalog.
     *
     * @param glue null where nothing is to be registered
     * @return null then
     */
    Catalog bindCatalog(Registry registry, GlueClient glue) {
        if (glue == null) {
            return null;
        }
        var set = settings.catalog();
        var catalog = CatalogAccess.catalog(settings, datasets, glue, lake);
        registry.bind("glueClient", glue);
        registry.bind("catalog", catalog);
        if (set.mode() == CatalogSettings.Mode.CRAWLER) {
            registry.bind(
                    "crawl", new Crawl(glue, set.crawler(), lake.batches(), set.crawlEvery(), set.crawlLimit(), clock));
        }
        return catalog;
    }

    private Gate gate() {
        var set = settings.clean().gate();
        return new Gate(
                set.rows(),
                set.rejected().orElse(null),
                set.empty(),
                set.stale().orElse(null),
                set.priceFactor().orElse(null));
    }

    /** Returns the loaders that it binds, by warehouse. */
    Map<String, Loader> bindLoad(Registry registry, Warehouses warehouses, Commits commits) {
        var connections = new BoundConnection();
        registry.bind("boundConnection", connections);
        warehouses.all().forEach(warehouse -> registry.bind("warehouse-" + warehouse.name(), warehouse.dataSource()));
        var loaders = loaders(warehouses, connections, commits);
        loaders.forEach((warehouse, loader) -> registry.bind("loader-" + warehouse, loader));
        return loaders;
    }

    /** Returns what tidies the lake, which knows how far the warehouses are. */
    LakeTidy bindTidy(Registry registry, Warehouses warehouses, Listing listing) {
        var set = settings.retention();
        var ages = new Ages(
                set.raw().orElse(null),
                set.processed().orElse(null),
                set.replaced().orElse(null),
                set.rejected().orElse(null),
                set.failed().orElse(null),
                set.uncommitted().orElse(null));
        var names = datasets.stream().map(Dataset::name).toList();
        var tidy = new LakeTidy(
                lake.batches(), lake.store(), listing, names, () -> loadedThrough(warehouses), ages, clock);
        registry.bind("lakeTidy", tidy);
        registry.bind("addressObjects", (Processor) DeleteObjects::address);
        registry.bind("verifyDeleted", (Processor) DeleteObjects::verify);
        return tidy;
    }

    private Map<String, Long> loadedThrough(Warehouses warehouses) throws SQLException {
        var through = new TreeMap<String, Long>();
        // A batch that comes meanwhile may be the first of a dataset that nothing is asked of here.
        var committed = lake.batches().committedThrough();
        var used = new DatasetsInUse(datasets, lake.batches()).through(committed);
        for (var warehouse : warehouses.all()) {
            warehouse.prepare(used.stream().map(DatasetInUse::dataset).toList());
            through.put(warehouse.name(), committed);
            for (var dataset : used) {
                through.merge(warehouse.name(), warehouse.loadedThrough(dataset), Math::min);
            }
        }
        return through;
    }

    /** The loaders of warehouses, by their names. */
    Map<String, Loader> loaders(Warehouses warehouses, BoundConnection connections, Commits commits) {
        return warehouses.all().stream()
                .collect(Collectors.toMap(
                        Warehouse::name,
                        warehouse -> new Loader(
                                warehouse,
                                datasets,
                                lake.batches(),
                                lake.store(),
                                commits,
                                work,
                                warehouse.most(settings.load().batches()),
                                Warehouses.from(settings, warehouse.name()),
                                connections,
                                loadWatch(),
                                clock)));
    }

    /** A batch that cannot be loaded, while its warehouse loads all others, shows beside the stages. */
    private LoadWatch loadWatch() {
        return new LoadWatch() {
            @Override
            public void fails(String warehouse, long batch, Throwable reason) {
                health.failed(stage(warehouse, batch), reason);
            }

            @Override
            public void works(String warehouse, long batch) {
                health.worked(stage(warehouse, batch));
            }

            @Override
            public void loaded(String warehouse) {
                progress.loaded(warehouse, clock.instant());
            }

            private String stage(String warehouse, long batch) {
                return "load-" + warehouse + "-batch-" + batch;
            }
        };
    }
}
