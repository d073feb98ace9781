package io.millrace.warehouse;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.Manifest;
import io.millrace.lake.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The Java steps of a warehouse's load route: what to load next, its files, and the checks between the statements. */
public final class Loader {
    private final Warehouse warehouse;
    private final List<Dataset> datasets;
    private final Batches batches;
    private final ObjectStore store;
    private final Path work;
    private final int mostBatches;
    private final BoundConnection connections;

    /**
     * @param work folder for fetched files; its content may vanish between two loads
     * @param mostBatches how many committed batches one load takes
     */
    public Loader(
            Warehouse warehouse,
            List<Dataset> datasets,
            Batches batches,
            ObjectStore store,
            Path work,
            int mostBatches,
            BoundConnection connections) {
        this.warehouse = warehouse;
        this.datasets = List.copyOf(datasets);
        this.batches = batches;
        this.store = store;
        this.work = work;
        this.mostBatches = mostBatches;
        this.connections = connections;
    }

    /** For each dataset the load that is due, if one is: committed batches that the ledger does not hold. */
    public List<Load> next() throws SQLException {
        warehouse.prepare(datasets);
        var loads = new ArrayList<Load>();
        for (var dataset : datasets) {
            var manifests = unloaded(dataset);
            if (!manifests.isEmpty()) {
                loads.add(new Load(dataset, manifests, warehouse.sql()));
            }
        }
        return loads;
    }

    /** Binds a connection to the exchange and fetches the body's files. */
    public void open(Exchange exchange) throws SQLException, IOException {
        var load = exchange.getMessage().getBody(Load.class);
        connections.bind(exchange, warehouse.dataSource());
        Files.createDirectories(work);
        load.fetchInto(Files.createTempDirectory(work, "load-"));
        for (var key : load.fileKeys()) {
            var content = store.get(key)
                    .orElseThrow(() -> new IllegalStateException(key
                            + " is named by a manifest and gone from the processed zone; restore it from a backup"));
            Files.write(load.nextFile(), content);
        }
    }

    /** Holds the number of staged rows against what the manifests promise. */
    public void expectRows(Load load, List<Map<String, Object>> answer) {
        var staged = ((Number) answer.get(0).get("staged")).longValue();
        if (staged != load.rows()) {
            throw new IllegalStateException("warehouse " + warehouse.name() + ": " + staged + " rows were staged of "
                    + load + ", but their manifests promise " + load.rows());
        }
    }

    /** Refuses a load of which another loader has committed something meanwhile; the next round sees it. */
    public void expectUnloaded(Load load, List<Map<String, Object>> answer) {
        if (!answer.isEmpty()) {
            throw new IllegalStateException("warehouse " + warehouse.name() + ": another loader has just loaded "
                    + answer + " of " + load + "; the rest follows in the next round");
        }
    }

    /** Removes the fetched files. */
    public void close(Load load) throws IOException {
        for (var file : load.files()) {
            Files.deleteIfExists(file);
        }
        if (load.folder() != null) {
            Files.deleteIfExists(load.folder());
        }
    }

    private List<Manifest> unloaded(Dataset dataset) throws SQLException {
        var through = warehouse.loadedThrough(dataset);
        var loaded = new HashSet<>(warehouse.loadedAfter(dataset, through));
        var newest = batches.newestPlan();
        var manifests = new ArrayList<Manifest>();
        for (var n = through + 1; n <= newest && manifests.size() < mostBatches; n++) {
            if (!loaded.contains(n)) {
                // Also where it does not know the dataset: the ledger has to hold every batch.
                batches.manifest(n).ifPresent(manifests::add);
            }
        }
        return manifests;
    }
}
