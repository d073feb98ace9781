package io.millrace.reconcile;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.StreamId;
import io.millrace.dataset.StreamRecord;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import io.millrace.lake.DatasetsInUse;
import io.millrace.lake.Positions;
import io.millrace.lake.ShardRef;
import io.millrace.warehouse.Warehouse;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Whether what was published is through: every shard's chain has reached the last sequence number that the puts
 * returned, and every warehouse's ledger the batch that covers it. Never "idle for a while".
 */
public final class Drain {
    private final StreamId stream;
    private final Positions positions;
    private final Batches batches;
    private final List<Warehouse> warehouses;
    private final DatasetsInUse datasets;

    public Drain(
            StreamId stream, Positions positions, Batches batches, List<Warehouse> warehouses, List<Dataset> datasets) {
        this.stream = stream;
        this.positions = positions;
        this.batches = batches;
        this.warehouses = List.copyOf(warehouses);
        this.datasets = new DatasetsInUse(datasets, batches);
    }

    public boolean isLanded(Map<String, String> goals) {
        return goals.entrySet().stream().allMatch(goal -> {
            var position = positions.find(stream, goal.getKey());
            return position.isPresent()
                    && StreamRecord.compareSeq(position.get().last(), goal.getValue()) >= 0;
        });
    }

    public boolean isCleaned(Map<String, String> goals) {
        if (goals.isEmpty()) {
            return true;
        }
        var latest = batches.latestPlan();
        if (latest == null) {
            return false;
        }
        var ends = latest.ends();
        var planned = goals.entrySet().stream().allMatch(goal -> {
            var end = ends.get(new ShardRef(stream, goal.getKey()).toString());
            return end != null && StreamRecord.compareSeq(end.last(), goal.getValue()) >= 0;
        });
        return planned && batches.committedThrough() >= latest.n();
    }

    /** Whether every warehouse holds every batch that is planned now; one that does not answer is not known to. */
    public boolean isLoaded() throws SQLException {
        var newest = batches.newestPlan();
        if (batches.committedThrough() < newest) {
            return false;
        }
        for (var warehouse : warehouses) {
            for (var dataset : datasets.through(newest)) {
                if (newest > 0 && !isLoaded(warehouse, dataset, newest)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLoaded(Warehouse warehouse, DatasetInUse dataset, long newest) throws SQLException {
        try {
            return warehouse.loadedThrough(dataset) >= newest;
        } catch (SQLException | UncheckedIOException e) {
            if (warehouse.isElsewhere()) {
                return false;
            }
            throw e;
        }
    }
}
