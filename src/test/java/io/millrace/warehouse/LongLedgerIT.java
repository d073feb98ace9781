package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.Batched;
import io.millrace.lake.Newest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load costs does not depend on how much was loaded before. */
class LongLedgerIT {
    @TempDir
    Path folder;

    /** Questions to the lake and connections to the warehouse. */
    private record Cost(int questions, int connections) {}

    @Test
    void aLoadBehindTwentyThousandBatchesCostsWhatOneBehindTwentyDoes() throws Exception {
        var few = cost("few", 20);
        assertEquals(few, cost("many", 20_000));
        assertTrue(few.questions() > 0 && few.connections() > 0, few.toString());
    }

    /** Of the first load of a process and one more. */
    private Cost cost(String name, long loaded) throws Exception {
        try (var warehouse = new LoadedWarehouse(folder.resolve(name), LoadIT.STATES)) {
            warehouse.load();
            warehouse.execute(
                    "INSERT INTO millrace_loads (batch, dataset, attempt, written, inserted, updated, ignored,"
                            + " loaded_at) SELECT range, 'states', 'a', 0, 0, 0, 0, now() FROM range(1, " + (loaded + 1)
                            + ")");
            warehouse.lake().put(Newest.KEY, new Newest(loaded, loaded).toJson());
            Batched.commit(warehouse.lake(), warehouse.manifest(loaded, LoadIT.STATES, 0, Map.of()));
            warehouse.declare(10, LoadIT.STATES);
            warehouse.lake().forget();
            warehouse.connections.set(0);
            for (var n = loaded + 1; n <= loaded + 2; n++) {
                var rows = Map.of("('a', " + (n - loaded) + ", 'x')", n);
                Batched.commit(warehouse.lake(), warehouse.manifest(n, LoadIT.STATES, 1, rows));
                assertEquals(1, warehouse.load().size());
            }
            return new Cost(warehouse.lake().questions(), warehouse.connections.get());
        }
    }
}
