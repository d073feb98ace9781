package io.millrace.bench;

import io.millrace.clean.Compactions;
import io.millrace.clean.Planner;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.lake.Batches;
import io.millrace.lake.RawZone;
import io.millrace.member.Living;
import io.millrace.reconcile.StageHealth;
import io.millrace.reconcile.StatusReader;
import io.millrace.run.Telling;
import io.millrace.run.Warehouses;
import io.millrace.stream.ShardTip;
import io.millrace.warehouse.Warehouse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long a status and a plan take where much was carried, against where little was. */
final class StatusBench implements Bench {
    private static final int SHARDS = 2;
    private static final int MANY = 100_000;
    private static final int FEW = 1_000;
    /** Landed after those. */
    private static final int MORE = 2;

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 31;
    private static final long LOOK_MILLIS = 1_000;
    /** Batches between two lines of progress. */
    private static final int PROGRESS = 20;

    private static final double NANOS = 1e6;
    private static final double TARGET = 1.2;

    private final Clock clock = Clock.systemUTC();

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String what() {
        return "status, and planning, with 100,000 raw objects, ms, against 1,000 (at most 1.2; takes some 10 minutes)";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        try (var few = Workshop.open(folder.resolve("few"), SHARDS, false, "clean: {every: 100ms}");
                var many = Workshop.open(folder.resolve("many"), SHARDS, false, "clean: {every: 100ms}")) {
            carry(few, FEW, progress);
            carry(many, MANY, progress);
            progress.println("status: measuring");
            progress.flush();
            return measured(few, many);
        }
    }

    /**
     * Lands, cleans and loads so many objects, one more, so that every newest plan is as small, and lands yet another.
     */
    private void carry(Workshop workshop, int objects, PrintWriter progress) throws Exception {
        var past = new PastObjects(
                workshop, clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(objects + MORE)));
        progress.println("status: putting " + objects + " raw objects");
        progress.flush();
        past.put(objects);
        try (var child = workshop.run("clean,load")) {
            await(workshop, objects, child, progress);
            past.put(1);
            await(workshop, objects + 1, child, progress);
        }
        past.put(1);
    }

    private static void await(Workshop workshop, int objects, Child child, PrintWriter progress) throws Exception {
        var batches = new Batches(workshop.store());
        var shown = batches.committedThrough();
        // The status costs a process of its own, so it is asked for in the end alone.
        while (!areCleaned(batches, objects) || !workshop.isCaughtUp()) {
            if (!child.isRunning()) {
                throw new IllegalStateException("the program ended too early: " + child.output());
            }
            var committed = batches.committedThrough();
            if (committed - shown >= PROGRESS) {
                progress.println("status: " + committed + " batches are cleaned");
                progress.flush();
                shown = committed;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean areCleaned(Batches batches, int objects) {
        var plan = batches.latestPlan();
        return plan != null && plan.total().objects() == objects && batches.committedThrough() == plan.n();
    }

    /** In turns, so that whatever else the machine does meanwhile, and the compiler, meets both. */
    private List<Ratio> measured(Workshop few, Workshop many) throws Exception {
        try (var ofFew = Warehouses.open(few.settings(), few.settings().data());
                var ofMany = Warehouses.open(many.settings(), many.settings().data())) {
            var statusOfFew = new ArrayList<Double>();
            var statusOfMany = new ArrayList<Double>();
            var planOfFew = new ArrayList<Double>();
            var planOfMany = new ArrayList<Double>();
            for (var round = -WARM_UP; round < ROUNDS; round++) {
                if (round == 0) {
                    List.of(statusOfFew, statusOfMany, planOfFew, planOfMany).forEach(List::clear);
                }
                statusOfFew.add(status(few, ofFew, FEW));
                statusOfMany.add(status(many, ofMany, MANY));
                planOfFew.add(plan(few));
                planOfMany.add(plan(many));
            }
            return List.of(ratio("status", statusOfMany, statusOfFew), ratio("plan", planOfMany, planOfFew));
        }
    }

    private double status(Workshop workshop, Warehouses open, int objects) throws SQLException {
        var store = workshop.store();
        var positions = workshop.positions();
        var warehouses = open.all().stream()
                .map(one -> Warehouse.duckDb(one.name(), one.dataSource()))
                .toList();
        var start = System.nanoTime();
        var status = new StatusReader(
                        "local",
                        new ShardTip(workshop.kinesis(), workshop.settings().aws().stream()),
                        store,
                        positions,
                        new RawZone(store),
                        new Batches(store),
                        warehouses,
                        datasets(workshop),
                        new StageHealth(clock),
                        Telling.of(
                                () -> Living.told(store),
                                null,
                                store,
                                positions,
                                n -> null,
                                null,
                                List::of,
                                () -> null),
                        clock)
                .read();
        var took = (System.nanoTime() - start) / NANOS;
        if (!status.ok() || status.land().objects() != objects + MORE) {
            throw new IllegalStateException("the status is not as the benchmark left the lake: " + status);
        }
        return took;
    }

    private double plan(Workshop workshop) {
        var store = workshop.store();
        var settings = workshop.settings();
        var batches = new Batches(store);
        var most = settings.clean().maxRecords();
        var compact = settings.compact();
        var datasets = datasets(workshop);
        var compactions = new Compactions(batches, datasets, most, compact.after(), compact.every(), clock);
        var planner =
                new Planner(batches, workshop.positions(), new RawZone(store), datasets, most, compactions, clock);
        var start = System.nanoTime();
        var plan = planner.propose().orElseThrow();
        var took = (System.nanoTime() - start) / NANOS;
        if (plan.objects().size() != 1) {
            throw new IllegalStateException("one object waits, but the plan has " + plan.objects());
        }
        return took;
    }

    private static List<Dataset> datasets(Workshop workshop) {
        return Datasets.load(workshop.settings().datasets()).all();
    }

    private static Ratio ratio(String name, List<Double> many, List<Double> few) {
        return new Ratio(name, median(many), "ms", "the same with " + FEW + " raw objects", median(few), TARGET, false);
    }

    private static double median(List<Double> times) {
        var sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
