package io.millrace.lake;

import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Datasets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetsInUseTest {
    private static final long EARLY = 100;

    private final FakeLake lake = new FakeLake();
    private final DatasetsInUse datasets = new DatasetsInUse(Datasets.shipped().all(), new Batches(lake));

    private void commit(long n, String dataset, long rows) {
        lake.create(Plan.key(n), Batched.plan(n, TEN).toJson(), Map.of());
        var written = new Manifest.Written(1, List.of(), rows, List.of());
        Batched.commit(lake, Batched.manifest(n, TEN, rows, 0, Map.of(), Map.of(dataset, written), Map.of()));
    }

    private List<String> now() {
        return datasets.now().stream()
                .map(used -> used.name() + " " + used.from())
                .toList();
    }

    @Test
    void whatRefersToNothingIsInUseFromTheStart() {
        assertEquals(List.of("prices 1"), now());
        commit(1, "prices", 7);
        commit(2, "weather", 0);
        assertEquals(List.of("prices 1"), now());
    }

    @Test
    void aModelIsInUseFromTheFirstBatchWithRowsOfOneOfItsDatasets() {
        for (var n = 1; n <= EARLY; n++) {
            commit(n, "prices", 1);
        }
        var before = datasets.now();
        commit(EARLY + 1, "weather", 3);
        commit(EARLY + 2, "prices", 3);
        assertEquals(
                List.of(
                        "prices 1",
                        "cities 101",
                        "populations 101",
                        "airports 101",
                        "city_airports 101",
                        "weather 101",
                        "flights 101",
                        "flight_windows 101",
                        "elevations 101",
                        "calendar 101"),
                now());
        assertEquals(before, datasets.through(EARLY), "what was true of a batch stays so");
    }

    @Test
    void findingWhereAModelBeginsReadsAFewManifestsOnce() {
        for (var n = 1; n <= EARLY; n++) {
            commit(n, n < 40 ? "prices" : "flights", 1);
        }
        lake.forget();
        assertEquals(40, datasets.now().get(1).from());
        assertTrue(lake.gets().size() <= 10, lake.gets().toString());
        lake.forget();
        datasets.now();
        assertEquals(List.of(), lake.gets());
    }
}
