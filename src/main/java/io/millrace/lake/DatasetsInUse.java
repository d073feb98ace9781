package io.millrace.lake;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.References;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the declared datasets are in use. Those that refer to each other are a model, which is in use from the first
 * batch on that has rows of one of them: who collects none has no table of it. All others are in use from the start.
 * Thread-safe.
 */
public final class DatasetsInUse {
    private final References references;
    private final Batches batches;
    /** First dataset of a model to the batch that it is in use from. */
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    public DatasetsInUse(Collection<Dataset> declared, Batches batches) {
        this.references = new References(List.copyOf(declared));
        this.batches = batches;
    }

    /** Those that are in use by what is committed now, parents before their children. */
    public List<DatasetInUse> now() {
        return through(batches.committedThrough());
    }

    /**
     * Those that are in use by the batches through {@code n}, parents before their children. The answer for a batch
     * never changes.
     */
    public List<DatasetInUse> through(long n) {
        var used = new ArrayList<DatasetInUse>();
        for (var dataset : references.datasets()) {
            var from = from(references.model(dataset), n);
            if (from == 1 || from <= n) {
                used.add(new DatasetInUse(dataset, from));
            }
        }
        return used;
    }

    /** One of these that is in use. */
    public DatasetInUse of(Dataset dataset) {
        return new DatasetInUse(dataset, from(references.model(dataset), batches.committedThrough()));
    }

    private long from(List<Dataset> model, long n) {
        if (model.size() == 1) {
            return 1;
        }
        var name = model.get(0).name();
        var known = begun.get(name);
        if (known != null) {
            return known;
        }
        if (!isWritten(model, batches.totals(n))) {
            return Long.MAX_VALUE;
        }
        var first = first(model, n);
        begun.put(name, first);
        return first;
    }

    /** Rows that were written are summed up and never become fewer, so a few manifests are enough to find the first. */
    private long first(List<Dataset> model, long written) {
        long low = 1;
        var high = written;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (isWritten(model, batches.committed(middle).totals())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static boolean isWritten(List<Dataset> model, Totals totals) {
        return model.stream().anyMatch(dataset -> totals.rows().getOrDefault(dataset.name(), 0L) > 0);
    }
}
