package io.millrace.reconcile;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.ObjectStore;
import io.millrace.lake.Position;
import io.millrace.lake.Positions;
import io.millrace.lake.RawCheck;
import io.millrace.lake.RawZone;
import io.millrace.lake.ShardRef;
import io.millrace.warehouse.Scratch;
import io.millrace.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Holds everything against its content: raw objects, plans, manifests with their files, tables and ledgers. Takes as
 * long as reading all of it, and memory for one object at a time. What comes while it works is left for the next time.
 */
public final class DeepCheck {
    private final ObjectStore store;
    private final RawZone zone;
    private final Positions positions;
    private final Batches batches;
    private final List<Warehouse> warehouses;
    private final DatasetsInUse datasets;
    private final Path work;

    /** @param work folder for scratch files, about as large as the largest table and its batches' rows */
    public DeepCheck(
            ObjectStore store,
            RawZone zone,
            Positions positions,
            Batches batches,
            List<Warehouse> warehouses,
            List<Dataset> datasets,
            Path work) {
        this.store = store;
        this.zone = zone;
        this.positions = positions;
        this.batches = batches;
        this.warehouses = List.copyOf(warehouses);
        this.datasets = new DatasetsInUse(datasets, batches);
        this.work = work;
    }

    /**
     * The status with what the check found.
     *
     * @param progress is told now and then how far it is
     */
    public Status run(StatusReader status, Consumer<String> progress) throws SQLException, IOException {
        var now = status.read();
        return now.with(check(progress));
    }

    DeepReport check(Consumer<String> progress) throws SQLException, IOException {
        var findings = new Findings(progress);
        var landed = landed();
        var planned = batches.newestPlan();
        var committed = batches.committedThrough();
        new ChainCheck(zone, batches, new RawCheck(store, findings::add), findings).check(planned, landed);
        try (var scratch = Scratch.open(work)) {
            new ManifestCheck(store, batches, scratch.parquet(), findings).check(committed);
            var replacing = batches.totals(committed).replacing();
            var tables = scratch.tables(store, batches, findings::add);
            for (var warehouse : warehouses) {
                for (var dataset : datasets.through(committed)) {
                    progress.accept("table " + warehouse.name() + "." + dataset.name());
                    findings.checked("table_rows", tables.check(warehouse, dataset, committed, replacing));
                }
            }
        }
        return findings.report();
    }

    private Map<ShardRef, Position> landed() {
        var landed = new LinkedHashMap<ShardRef, Position>();
        positions
                .shards()
                .forEach(shard -> positions
                        .find(shard.stream(), shard.shard())
                        .ifPresent(position -> landed.put(shard, position)));
        return landed;
    }
}
