package io.millrace.run;

import io.millrace.clean.Cleaning;
import io.millrace.clean.EmbeddedEngine;
import io.millrace.clean.Planner;
import io.millrace.config.Settings;
import io.millrace.dataset.Dataset;
import io.millrace.extract.OfferReader;
import io.millrace.fetch.ApplyRules;
import io.millrace.fetch.FetchBeans;
import io.millrace.lake.Landing;
import io.millrace.lake.RouteCommits;
import io.millrace.reconcile.Goals;
import io.millrace.reconcile.StageHealth;
import io.millrace.source.Site;
import io.millrace.source.Source;
import io.millrace.stream.EventStamp;
import io.millrace.stream.Publisher;
import io.millrace.stream.ShardWatch;
import io.millrace.warehouse.BoundConnection;
import io.millrace.warehouse.Loader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** The beans that the stages' routes call. */
record StageBeans(
        Settings settings, List<Dataset> datasets, LakeParts lake, Path work, StageHealth health, Clock clock) {
    void bindLand(CamelContext context) {
        var registry = context.getRegistry();
        registry.bind(
                "shardPositions",
                new LakePositions(lake.positions(), settings.land().start(), context, clock));
        registry.bind("shardWatch", watch());
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

    void bindFetch(CamelContext context, List<Source> sources, Goals goals) {
        var registry = context.getRegistry();
        FetchBeans.bind(context, settings.fetch());
        registry.bind("fetchRules", new ApplyRules());
        registry.bind("eventStamp", new EventStamp(new Publisher(clock)));
        registry.bind("goals", goals);
        datasets.stream()
                .filter(dataset -> dataset.name().equals("prices"))
                .findFirst()
                .ifPresent(prices -> registry.bind("offerReader", new OfferReader(prices)));
        sources.forEach(source -> registry.bind("site-" + source.name(), new Site(source)));
    }

    void bindClean(CamelContext context) {
        var registry = context.getRegistry();
        var clean = settings.clean();
        var engine = new EmbeddedEngine(lake.store(), work, clean.memory() / 1_000_000 + "MB", clock);
        registry.bind(
                "planner",
                new Planner(lake.batches(), lake.positions(), lake.zone(), datasets, clean.maxRecords(), clock));
        registry.bind("cleaning", new Cleaning(lake.batches(), engine, new RouteCommits(context), clock));
    }

    void bindLoad(Registry registry, Warehouses warehouses) {
        var connections = new BoundConnection();
        registry.bind("boundConnection", connections);
        for (var warehouse : warehouses.all()) {
            registry.bind("warehouse-" + warehouse.name(), warehouse.dataSource());
            registry.bind(
                    "loader-" + warehouse.name(),
                    new Loader(
                            warehouse,
                            datasets,
                            lake.batches(),
                            lake.store(),
                            work,
                            settings.load().batches(),
                            connections));
        }
    }
}
