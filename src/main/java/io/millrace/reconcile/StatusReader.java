package io.millrace.reconcile;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Plan;
import io.millrace.lake.Positions;
import io.millrace.lake.RawZone;
import io.millrace.lake.Reason;
import io.millrace.lake.Totals;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.Start;
import io.millrace.warehouse.Warehouse;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the status from the stream, the lake and the warehouses themselves, by a number of questions that does not grow
 * with what has been carried. Thread-safe.
 */
public final class StatusReader {
    private static final int MOST_HELD = 100;

    private final String target;
    private final Shards shards;
    private final ObjectStore store;
    private final Batches batches;
    private final List<Warehouse> warehouses;
    private final DatasetsInUse datasets;
    private final StageHealth health;
    private final Told told;
    private final Clock clock;
    private final PublisherNumbers numbers = new PublisherNumbers();
    private final Set<String> keptAsFailed = new HashSet<>();
    private final Map<Long, Map<String, Long>> before = new HashMap<>();
    private final Map<Long, Status.Held> held = new HashMap<>();

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
            Told told,
            Clock clock) {
        this.target = target;
        this.shards = new Shards(tip, positions, zone);
        this.store = store;
        this.batches = batches;
        this.warehouses = List.copyOf(warehouses);
        this.datasets = new DatasetsInUse(datasets, batches);
        this.health = health;
        this.told = told;
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
        var now = clock.instant();
        var instances = told.instances().get();
        var spool = told.spool().get();
        var landed = shards.landed(now);
        var trimmed = told.trimmed().get();
        var committed = batches.committedThrough();
        var totals = batches.totals(committed);
        var latest = batches.latestPlan();
        var planned = latest == null ? Plan.Total.NONE : latest.total();
        var taken = taken(committed, latest);
        var unplanned = shards.unplanned(landed, latest);
        var land = new Status.Land(planned.objects() + unplanned.objects(), planned.records() + unplanned.records());
        var clean = clean(latest, committed, totals, waiting(committed, latest, now), now);
        var settled = landed.behind() == 0 && unplanned.records() == 0 && clean.planned() == committed;
        var failed = FailedEvents.list(store, keptAsFailed);
        var publishers = numbers.report(totals.publishers(), instances, now, settled, failed::holds);
        var retired = retired(totals, failed);

        var sums = new ArrayList<Status.Sum>();
        sums.add(Status.Sum.of(
                "landed = read + held + dropped + waiting to be cleaned",
                land.records(),
                totals.read()
                        + totals.held()
                        + totals.dropped()
                        + (planned.records() - taken.records())
                        + unplanned.records()));
        sums.add(Status.Sum.of(
                "read = written + duplicates + rejected",
                clean.read(),
                clean.written() + clean.duplicates() + clean.rejected()));
        var missing = retired.missing()
                + publishers.stream()
                        .mapToLong(Status.PublisherStatus::missingNumbers)
                        .sum();
        sums.add(Status.Sum.of("numbers missing of the publishers' events = 0", missing, 0));
        sums.add(Status.Sum.of("ranges of records that were trimmed before they were landed = 0", trimmed.size(), 0));
        var loads = new ArrayList<Status.WarehouseStatus>();
        for (var warehouse : warehouses) {
            load(warehouse, committed, totals, now, loads, sums);
        }
        var failing = List.copyOf(health.failures().values());
        return new Status(
                sums.stream().allMatch(Status.Sum::holds)
                        && loads.stream().allMatch(load -> load.away() == null)
                        && clean.heldBatches() == 0
                        && !isLoadFailing(failing),
                target,
                now,
                instances,
                spool,
                new Status.Stream(landed.stream().toString(), landed.shards()),
                trimmed,
                land,
                clean,
                clean.planned() > committed ? told.cleaning().apply(committed + 1) : null,
                told.catalog().get(),
                loads,
                publishers,
                retired,
                store.list("failed/", null, Status.MOST_FAILED).size(),
                removed(),
                failing,
                told.sources().get(),
                told.alerts().get(),
                sums,
                null);
    }

    private Status.Removed removed() {
        var removals = batches.removals();
        var done = removals.done(removals.newest().n());
        return done.n() == 0 ? null : new Status.Removed(done.objects(), done.bytes());
    }

    /** What the plans of the committed batches took on. */
    private Plan.Total taken(long committed, Plan latest) {
        if (committed == 0) {
            return Plan.Total.NONE;
        }
        return latest.n() == committed
                ? latest.total()
                : batches.plan(committed).orElseThrow().total();
    }

    /** Since when the oldest waits of what is landed and not cleaned; null if nothing does. */
    private Instant waiting(long committed, Plan latest, Instant now) {
        var planned = latest == null || latest.n() <= committed
                ? null
                : batches.plan(committed + 1).map(Plan::planned).orElse(null);
        var unplanned = shards.waitingSince(now);
        return planned != null && (unplanned == null || planned.isBefore(unplanned)) ? planned : unplanned;
    }

    private Status.Clean clean(Plan latest, long committed, Totals totals, Instant waiting, Instant now) {
        held.keySet().retainAll(totals.heldBatches());
        return new Status.Clean(
                latest == null ? 0 : latest.n(),
                committed,
                totals.read() + totals.again(),
                totals.again(),
                totals.written(),
                totals.duplicates(),
                totals.rejected(),
                totals.dropped(),
                totals.reasons(),
                totals.heldBatches().size(),
                totals.heldBatches().stream()
                        .limit(MOST_HELD)
                        .map(n -> held.computeIfAbsent(n, this::held))
                        .toList(),
                committed == 0 ? null : batches.committed(committed).committed(),
                Shards.age(waiting, now));
    }

    private Status.Held held(long n) {
        var why = batches.committed(n).held();
        return new Status.Held(n, why.reason(), why.detail(), why.records());
    }

    /** Of the numbers that never came, those of events that are kept as failed are not lost. */
    private static Status.Retired retired(Totals totals, FailedEvents failed) {
        var retired = totals.retired();
        var missing = retired.missing() == 0
                ? 0
                : Math.max(
                        0, retired.missing() - failed.notOf(totals.publishers().keySet()));
        return new Status.Retired(retired.publishers(), retired.events(), missing);
    }

    private static boolean isLoadFailing(List<StageHealth.Failure> failing) {
        return failing.stream().anyMatch(failure -> failure.stage().startsWith("load-"));
    }

    /** One that does not answer is told; the others, and what is in the lake, are known all the same. */
    private void load(
            Warehouse warehouse,
            long committed,
            Totals totals,
            Instant now,
            List<Status.WarehouseStatus> loads,
            List<Status.Sum> sums)
            throws SQLException {
        var used = datasets.through(committed);
        try {
            warehouse.prepare(used.stream().map(DatasetInUse::dataset).toList());
        } catch (SQLException | UncheckedIOException e) {
            if (!warehouse.isElsewhere()) {
                throw e;
            }
            for (var dataset : used) {
                loads.add(Status.WarehouseStatus.away(
                        warehouse.name(), warehouse.type(), dataset.name(), committed, Reason.of(e)));
            }
            return;
        }
        var start = warehouse.start();
        for (var dataset : used) {
            load(warehouse, start, dataset, committed, totals, now, loads, sums);
        }
    }

    private void load(
            Warehouse warehouse,
            Start start,
            DatasetInUse dataset,
            long committed,
            Totals totals,
            Instant now,
            List<Status.WarehouseStatus> loads,
            List<Status.Sum> sums)
            throws SQLException {
        var load = warehouse.sums(dataset);
        var first = Math.max(start.first(), dataset.from());
        var due = committed - (first - 1);
        var behind = Math.max(0, due - load.loads());
        loads.add(new Status.WarehouseStatus(
                warehouse.name(),
                warehouse.type(),
                dataset.name(),
                committed,
                start.first(),
                start.from(),
                load.loads(),
                behind,
                behind == 0 ? 0 : Shards.age(oldestUnloaded(warehouse, dataset, committed), now),
                load.inserted(),
                load.updated(),
                load.ignored(),
                load.deleted(),
                load.rows(),
                null));
        var name = warehouse.name() + "." + dataset.name();
        sums.add(Status.Sum.of(
                name + ": written = inserted + updated + ignored",
                load.written(),
                load.inserted() + load.updated() + load.ignored()));
        sums.add(Status.Sum.of(name + ": inserted - deleted = rows", load.inserted() - load.deleted(), load.rows()));
        if (load.loads() == due && (due == 0 || load.newest() == committed)) {
            // A ledger that speaks of the batches of another lake holds its own sums.
            var before = before(first).getOrDefault(dataset.name(), 0L);
            sums.add(Status.Sum.of(
                    name + ": written to the lake = written to the warehouse",
                    totals.rows().getOrDefault(dataset.name(), 0L) - before,
                    load.written()));
        }
    }

    /** Dataset to the rows that were written before a batch. */
    private Map<String, Long> before(long first) {
        return before.computeIfAbsent(
                first,
                n -> n == 1 ? Map.of() : batches.committed(n - 1).totals().rows());
    }

    /** When the first batch was committed that the ledger lacks; null if there is none. */
    private Instant oldestUnloaded(Warehouse warehouse, DatasetInUse dataset, long committed) throws SQLException {
        var first = warehouse.loadedThrough(dataset) + 1;
        return first > committed ? null : batches.committed(first).committed();
    }
}
