package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.lake.Batches;
import io.millrace.lake.DatasetInUse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is tested in every place: a warehouse there, opened before each test and closed behind it. */
abstract class PlaceIT {
    @TempDir
    Path folder;

    LoadedWarehouse warehouse;

    private final Dataset[] datasets;

    /** @param datasets that the warehouse is told of */
    PlaceIT(Dataset... datasets) {
        this.datasets = datasets;
    }

    /** A place of its own for each who asks; a DuckDB file, where a class says nothing else. */
    Place place() throws Exception {
        return Place.duckDb(folder);
    }

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, place(), datasets);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    /** The sums that the status holds against each other. */
    void assertSumsHold(Dataset dataset) throws Exception {
        var sums = warehouse.sums(dataset);
        assertEquals(sums.written(), sums.inserted() + sums.updated() + sums.ignored(), sums.toString());
        assertEquals(sums.inserted() - sums.deleted(), sums.rows(), dataset.name() + " " + sums);
    }

    /** What the deep check says of the rows of batch 1, which there have to be. */
    List<String> faults(LoadedWarehouse checked, Dataset dataset) throws Exception {
        var faults = new ArrayList<String>();
        try (var scratch = Scratch.open(folder.resolve("deep"))) {
            var rows = scratch.tables(
                            checked.lake(),
                            new Batches(checked.lake()),
                            (kind, place, what) -> faults.add(kind + " " + place + " " + what))
                    .check(checked.warehouse(), new DatasetInUse(dataset, 1), 1, List.of());
            assertTrue(rows > 0, "rows that were checked");
        }
        return faults;
    }
}
