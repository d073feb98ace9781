package io.millrace.bench;

import io.millrace.config.Flag;
import io.millrace.config.Settings;
import io.millrace.config.WarehouseSettings;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Datasets;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.run.BatchAccess;
import io.millrace.run.BatchTalk.Loaded;
import io.millrace.run.BatchTalk.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows a second that the loader brings into a warehouse, against the barest statement of the same rows; and what a round
 * costs that finds all of it loaded. With a server, whose address, user and password are in {@code MILLRACE_BENCH_MYSQL},
 * {@code …_USER} and {@code …_PASSWORD}, MySQL too: an empty database, which is left with the tables.
 */
final class LoadBench implements Bench {
    private static final int EVENTS = 300_000;
    private static final String MYSQL = "MILLRACE_BENCH_MYSQL";
    private static final String WARM_UP = "warm";
    private static final double NANOS = 1e9;
    private static final double TARGET = 0.8;
    private static final double AGAIN = 0.05;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String what() {
        return "loading, rows/s, against the bare statement (at least 0.8), and a round of nothing new (at most 0.05);"
                + " MySQL too, if " + MYSQL + " is its address";
    }

    @Override
    public List<Ratio> run(Path folder, PrintWriter progress) throws Exception {
        var address = System.getenv(MYSQL);
        progress.println("load: cleaning " + EVENTS + " events");
        progress.flush();
        var files = cleaned(folder, address);
        // Not through the workshop, whose process holds the folder.
        var settings = Settings.load(Optional.of(folder.resolve("millrace.yaml")), List.<Flag>of());
        var dataset = Datasets.load(settings.datasets()).named("prices").orElseThrow();
        var ratios = new ArrayList<Ratio>();
        try (var access = BatchAccess.toLoad(settings, "bench", false)) {
            load(access, WARM_UP);
            for (var type : List.of(WarehouseSettings.Type.DUCKDB, WarehouseSettings.Type.MYSQL)) {
                var warehouses = settings.warehouses().stream()
                        .filter(one -> one.type() == type && !one.name().equals(WARM_UP))
                        .toList();
                if (!warehouses.isEmpty()) {
                    ratios.addAll(measured(access, warehouses, dataset, files, folder, progress));
                }
            }
        }
        return ratios;
    }

    /** Fills the lake, and answers its processed files, copied. */
    private static List<Path> cleaned(Path folder, String mySql) throws Exception {
        var warehouses = "warehouses: [{name: " + WARM_UP + ", type: duckdb}, {name: duckdb-1, type: duckdb},"
                + " {name: duckdb-2, type: duckdb}, {name: duckdb-3, type: duckdb}"
                + (mySql == null
                        ? ""
                        : ", {name: mysql, type: mysql, url: \"" + mySql + "\", user: \""
                                + System.getenv(MYSQL + "_USER") + "\", password: \"{{env:" + MYSQL + "_PASSWORD}}\"}")
                + "]";
        try (var workshop = Workshop.open(folder, 2, false, warehouses, "load: {every: 1h}")) {
            var backlog = new Backlog(workshop.kinesis(), workshop.settings().aws().stream());
            try (var child = workshop.run("land,clean")) {
                workshop.awaitLanded(backlog.put(EVENTS), child);
                var batches = new Batches(workshop.store());
                while (written(batches) < EVENTS) {
                    if (!child.isRunning()) {
                        throw new IllegalStateException("the program ended too early: " + child.output());
                    }
                    Thread.sleep(100);
                }
                return copied(workshop, batches, folder);
            }
        }
    }

    private static long written(Batches batches) {
        long rows = 0;
        for (long n = 1; n <= batches.committedThrough(); n++) {
            rows += prices(batches, n).rows();
        }
        return rows;
    }

    private static Manifest.Written prices(Batches batches, long n) {
        return batches.committed(n).datasets().get("prices");
    }

    private static List<Path> copied(Workshop workshop, Batches batches, Path folder) throws IOException {
        var copies = new ArrayList<Path>();
        for (long n = 1; n <= batches.committedThrough(); n++) {
            for (var file : prices(batches, n).files()) {
                copies.add(Files.write(
                        folder.resolve("copy-" + copies.size() + ".parquet"),
                        workshop.store().get(file.key()).orElseThrow()));
            }
        }
        return copies;
    }

    /** Load and floor in turns, as a single one of few seconds tells more of what else the machine does. */
    private static List<Ratio> measured(
            BatchAccess access,
            List<WarehouseSettings> warehouses,
            Dataset dataset,
            List<Path> files,
            Path folder,
            PrintWriter progress)
            throws Exception {
        var type = warehouses.get(0).type().name().toLowerCase(Locale.ROOT);
        var loads = new ArrayList<Double>();
        var again = new ArrayList<Double>();
        var bare = new ArrayList<BareLoad>();
        for (var warehouse : warehouses) {
            progress.println("load: loading into " + warehouse.name());
            progress.flush();
            // Makes the tables, which the floor has before its clock starts.
            access.ask(Request.load(warehouse.name(), true), Loaded.class);
            loads.add(load(access, warehouse.name()));
            again.add(load(access, warehouse.name()));
            bare.add(
                    warehouse.type() == WarehouseSettings.Type.DUCKDB
                            ? BareLoad.duckDb(dataset, files, Files.createTempDirectory(folder, "bare"))
                            : BareLoad.mySql(dataset, files, folder, warehouse));
        }
        var seconds = mean(loads.stream());
        return List.of(
                new Ratio(
                        type,
                        EVENTS / seconds,
                        "rows/s",
                        bare.get(0).statement(),
                        EVENTS / mean(bare.stream().map(BareLoad::seconds)),
                        TARGET,
                        true),
                new Ratio("again", mean(again.stream()), "s", "the load into " + type, seconds, AGAIN, false));
    }

    private static double mean(Stream<Double> seconds) {
        return seconds.mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Seconds of a round. */
    private static double load(BatchAccess access, String warehouse) throws Exception {
        var start = System.nanoTime();
        var loaded = access.ask(Request.load(warehouse, false), Loaded.class);
        var seconds = (System.nanoTime() - start) / NANOS;
        for (var into : loaded.warehouses()) {
            if (into.failure() != null) {
                throw new IllegalStateException(into.warehouse() + ": " + into.failure());
            }
        }
        return seconds;
    }
}
