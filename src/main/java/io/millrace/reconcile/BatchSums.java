package io.millrace.reconcile;

import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sums over plans and manifests, carried on from call to call: both never change once written. Not thread-safe.
 */
final class BatchSums {
    private final Batches batches;
    private final PublisherNumbers publishers = new PublisherNumbers();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> writtenByDataset = new HashMap<>();

    private long planned;
    private long plannedObjects;
    private long plannedRecords;
    private long committed;
    private long committedRecords;
    private long read;
    private long written;
    private long duplicates;
    private long rejected;

    BatchSums(Batches batches) {
        this.batches = batches;
    }

    /** Takes in what was planned and committed since the call before. */
    void update() {
        for (var newest = batches.newestPlan(); planned < newest; planned++) {
            var plan = plan(planned + 1);
            plannedObjects += plan.objects().size();
            plannedRecords += plan.records();
        }
        // A batch that was planned and committed since the loop above waits for the next call.
        for (var through = Math.min(planned, batches.committedThrough(committed)); committed < through; committed++) {
            add(batches.manifest(committed + 1).orElseThrow(() -> gone(Manifest.key(committed + 1))));
            committedRecords += plan(committed + 1).records();
        }
    }

    private Plan plan(long n) {
        return batches.plan(n).orElseThrow(() -> gone(Plan.key(n)));
    }

    private static IllegalStateException gone(String key) {
        return new IllegalStateException(key + " is gone; restore it from a backup or its versions");
    }

    private void add(Manifest manifest) {
        read += manifest.read();
        written += manifest.written();
        duplicates += manifest.duplicates();
        rejected += manifest.rejected();
        manifest.reasons().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        manifest.datasets().forEach((name, part) -> writtenByDataset.merge(name, part.rows(), Long::sum));
        publishers.add(manifest.publishers(), manifest.committed());
    }

    Status.Clean clean() {
        return new Status.Clean(planned, committed, read, written, duplicates, rejected, new TreeMap<>(reasons));
    }

    PublisherNumbers publishers() {
        return publishers;
    }

    /** Rows of a dataset that the committed batches wrote. */
    long written(String dataset) {
        return writtenByDataset.getOrDefault(dataset, 0L);
    }

    long plannedObjects() {
        return plannedObjects;
    }

    long plannedRecords() {
        return plannedRecords;
    }

    /** Records that the plans of the committed batches name. */
    long committedRecords() {
        return committedRecords;
    }
}
