package io.millrace.reconcile;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.StreamId;
import io.millrace.lake.Batches;
import io.millrace.lake.FailedWork;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import io.millrace.lake.Totals;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.Warehouse;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the status from the stream, the lake and the warehouses themselves. Thread-safe. */
public final class StatusReader {
    private static final long MOST_BEHIND = 10_000;
    private static final int MOST_FAILED = 100_000;

    private final String target;
    private final ShardTip tip;
    private final ObjectStore store;
    private final Positions positions;
    private final RawZone zone;
    private final Batches batches;
    private final List<Warehouse> warehouses;
    private final List<Dataset> datasets;
    private final StageHealth health;
    private final Clock clock;

    public StatusReader(
            String target,
            ShardTip tip,
            ObjectStore store,
            Positions positions,
            RawZone zone,
            Batches batches,
            List<Warehouse> warehouses,
            List<Dataset> datasets,
            StageHealth health,
            Clock clock) {
        this.target = target;
        this.tip = tip;
        this.store = store;
        this.positions = positions;
        this.zone = zone;
        this.batches = batches;
        this.warehouses = List.copyOf(warehouses);
        this.datasets = List.copyOf(datasets);
        this.health = health;
        this.clock = clock;
    }

    /** The status now, as JSON. */
    public String toJson() throws SQLException {
        return read().toJson();
    }

    /**
     * The status now. Each stage is read before the one that follows it, so that what moves meanwhile shows as progress
     * of the later one and never as a loss.
     */
    public synchronized Status read() throws SQLException {
        var stream = tip.stream();
        var shards = shards(stream);
        var committed = batches.committedThrough();
        var totals = batches.totals(committed);
        var latest = batches.latestPlan();
        var planned = latest == null ? Plan.Total.NONE : latest.total();
        var taken = committed == 0
                ? Plan.Total.NONE
                : batches.plan(committed).orElseThrow().total();
        var clean = new Status.Clean(
                latest == null ? 0 : latest.n(),
                committed,
                totals.read() + totals.again(),
                totals.written(),
                totals.duplicates(),
                totals.rejected(),
                totals.reasons());
        var unplanned = unplanned(latest);
        var land = new Status.Land(planned.objects() + unplanned.objects(), planned.records() + unplanned.records());
        var behind = shards.stream().mapToLong(Status.Shard::behind).sum();
        var settled = behind == 0 && unplanned.records() == 0 && clean.planned() == clean.committed();
        var publishers = PublisherNumbers.report(totals.publishers(), clock.instant(), settled, this::keptAsFailed);

        var equations = new ArrayList<Status.Sum>();
        equations.add(Status.Sum.of(
                "landed = read + held + dropped + waiting to be cleaned",
                land.records(),
                totals.read()
                        + totals.held()
                        + totals.dropped()
                        + (planned.records() - taken.records())
                        + unplanned.records()));
        equations.add(Status.Sum.of(
                "read = written + duplicates + rejected",
                clean.read(),
                clean.written() + clean.duplicates() + clean.rejected()));
        equations.add(Status.Sum.of(
                "numbers missing of the publishers' events = 0",
                publishers.stream()
                        .flatMap(publisher -> publisher.missing().stream())
                        .mapToLong(range -> range[1] - range[0] + 1)
                        .sum(),
                0));
        var loads = new ArrayList<Status.WarehouseStatus>();
        for (var warehouse : warehouses) {
            warehouse.prepare(datasets);
            for (var dataset : datasets) {
                load(warehouse, dataset, committed, totals, loads, equations);
            }
        }
        return new Status(
                equations.stream().allMatch(Status.Sum::holds),
                target,
                clock.instant(),
                new Status.Stream(stream.toString(), shards),
                land,
                clean,
                loads,
                publishers,
                store.list("failed/", null, MOST_FAILED).size(),
                List.copyOf(health.failures().values()),
                equations);
    }

    private void load(
            Warehouse warehouse,
            Dataset dataset,
            long committed,
            Totals totals,
            List<Status.WarehouseStatus> loads,
            List<Status.Sum> equations)
            throws SQLException {
        var load = warehouse.sums(dataset);
        var name = warehouse.name() + "." + dataset.name();
        loads.add(new Status.WarehouseStatus(
                warehouse.name(),
                warehouse.type(),
                dataset.name(),
                committed,
                load.loads(),
                Math.max(0, committed - load.loads()),
                load.inserted(),
                load.updated(),
                load.ignored(),
                load.rows()));
        equations.add(Status.Sum.of(
                name + ": written = inserted + updated + ignored",
                load.written(),
                load.inserted() + load.updated() + load.ignored()));
        equations.add(Status.Sum.of(name + ": inserted = rows", load.inserted(), load.rows()));
        if (load.loads() == committed && load.newest() == committed) {
            // A ledger that speaks of the batches of another lake holds its own sums.
            equations.add(Status.Sum.of(
                    name + ": written to the lake = written to the warehouse",
                    totals.rows().getOrDefault(dataset.name(), 0L),
                    load.written()));
        }
    }

    private List<Status.Shard> shards(StreamId stream) {
        var shards = new ArrayList<Status.Shard>();
        for (var shard : tip.shards()) {
            var landed = positions.find(stream, shard).map(Position::last).orElse(null);
            shards.add(new Status.Shard(shard, landed, tip.recordsAfter(shard, landed, MOST_BEHIND)));
        }
        return shards;
    }

    private record Unplanned(long objects, long records) {}

    private Unplanned unplanned(Plan latest) {
        var ends = latest == null ? null : latest.ends();
        long objects = 0;
        long records = 0;
        for (ShardRef shard : positions.shards()) {
            var position = positions.find(shard.stream(), shard.shard()).orElseThrow();
            var end = ends == null ? null : ends.get(shard.toString());
            if (end != null && Objects.equals(end.last(), position.last())) {
                continue;
            }
            var from = end == null ? position.origin() : end.hour();
            var chain = zone.chain(
                    shard.stream(),
                    shard.shard(),
                    end == null ? null : end.last(),
                    from,
                    position.hour(),
                    Long.MAX_VALUE);
            objects += chain.size();
            records += chain.stream().mapToLong(object -> object.count()).sum();
        }
        return new Unplanned(objects, records);
    }

    private boolean keptAsFailed(String publisher, long n) {
        return store.head(FailedWork.eventKey(publisher, n)).isPresent();
    }
}
