package io.millrace.reconcile;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.lake.Batches;
import io.millrace.lake.FakeLake;
import io.millrace.lake.Landed;
import io.millrace.lake.Manifest;
import io.millrace.lake.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchSumsTest {
    private final FakeLake lake = new FakeLake();
    private final Landed landed = new Landed(lake);
    private final BatchSums sums = new BatchSums(new Batches(lake));

    private void plan(long n, long first, long last) {
        var object = landed.land(SHARD, first == 1 ? null : Long.toString(first - 1), first, last, TEN);
        lake.create(Plan.key(n), new Plan(n, TEN, List.of(object), Map.of(), Map.of()).toJson(), Map.of());
    }

    private void commit(long n, long read, long written, long duplicates, Map<String, Long> reasons) {
        var rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
        var manifest = new Manifest(
                n,
                "a",
                TEN,
                read,
                duplicates,
                rejected,
                reasons,
                List.of(),
                Map.of("prices", new Manifest.Written(1, List.of(), written, List.of())),
                Map.of(),
                List.of());
        lake.create(manifest.key(), manifest.toJson(), Map.of());
    }

    @Test
    void withoutBatchesEverySumIsZero() {
        sums.update();
        assertEquals(new Status.Clean(0, 0, 0, 0, 0, 0, Map.of()), sums.clean());
    }

    @Test
    void plansAndManifestsAreAddedUp() {
        plan(1, 1, 5);
        plan(2, 6, 8);
        plan(3, 9, 9);
        commit(1, 5, 3, 1, Map.of("not_json", 1L));
        commit(2, 3, 1, 0, Map.of("not_json", 1L, "bad_price", 1L));
        sums.update();
        assertEquals(new Status.Clean(3, 2, 8, 4, 1, 3, Map.of("not_json", 2L, "bad_price", 1L)), sums.clean());
        assertEquals(3, sums.plannedObjects());
        assertEquals(9, sums.plannedRecords());
        assertEquals(8, sums.committedRecords());
        assertEquals(4, sums.written("prices"));
        assertEquals(0, sums.written("unknown"));
    }

    @Test
    void whatWasTakenInIsNotReadAgain() {
        plan(1, 1, 5);
        commit(1, 5, 5, 0, Map.of());
        sums.update();
        lake.put(Plan.key(1), new byte[0]);
        lake.put(Manifest.key(1), new byte[0]);
        plan(2, 6, 8);
        sums.update();
        commit(2, 3, 3, 0, Map.of());
        sums.update();
        sums.update();
        assertEquals(new Status.Clean(2, 2, 8, 8, 0, 0, Map.of()), sums.clean());
        assertEquals(8, sums.committedRecords());
    }

    @Test
    void aPlanThatIsGoneIsNamed() {
        plan(1, 1, 5);
        plan(2, 6, 8);
        commit(1, 5, 5, 0, Map.of());
        sums.update();
        commit(2, 3, 3, 0, Map.of());
        lake.remove(Plan.key(2));
        var fault = assertThrows(IllegalStateException.class, sums::update);
        assertTrue(fault.getMessage().startsWith(Plan.key(2) + " is gone"), fault.getMessage());
    }
}
