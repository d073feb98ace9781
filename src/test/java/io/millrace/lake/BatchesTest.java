package io.millrace.lake;

import static io.millrace.lake.Landed.SHARD;
import static io.millrace.lake.Landed.STREAM;
import static io.millrace.lake.Landed.TEN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.dataset.Datasets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final FakeLake lake = new FakeLake();
    private final Batches batches = new Batches(lake);

    private void plan(long n) {
        lake.create(Plan.key(n), Batched.plan(n, TEN).toJson(), Map.of());
    }

    private void commit(long n) {
        lake.create(Manifest.key(n), new byte[0], Map.of());
    }

    @Test
    void withoutPlansTheNewestIsZero() {
        assertEquals(0, batches.newestPlan());
        assertEquals(0, batches.committedThrough());
    }

    @Test
    void aPlanMadeMeanwhileIsTheNewest() {
        plan(1);
        assertEquals(1, batches.newestPlan());
        plan(2);
        plan(3);
        assertEquals(3, batches.newestPlan());
    }

    @Test
    void findingTheNewestListsNothing() {
        for (var n = 1; n <= 20; n++) {
            plan(n);
        }
        assertEquals(20, batches.newestPlan());
        assertEquals(0, lake.lists());
    }

    @Test
    void committedIsWhatHasAManifest() {
        commit(1);
        commit(2);
        assertEquals(2, batches.committedThrough());
        assertEquals(2, batches.committedThrough());
    }

    @Test
    void aPlanComesBackAsItWasWritten() {
        var object = new Landed(lake).land(SHARD, null, 1, 3, TEN);
        var datasets = Map.of(
                "prices", Datasets.shipped().named("prices").orElseThrow().toMap());
        var plan = Batched.plan(
                1,
                TEN,
                List.of(object),
                Map.of(new ShardRef(STREAM, SHARD).toString(), new Plan.End("3", TEN)),
                datasets);
        lake.create(plan.key(), plan.toJson(), Map.of());
        var found = batches.plan(1).orElseThrow();
        assertEquals(plan.objects(), found.objects());
        assertEquals(plan.ends(), found.ends());
        assertEquals(3, found.records());
        assertEquals(
                Datasets.shipped().named("prices").orElseThrow(),
                io.millrace.dataset.Dataset.fromMap(found.datasets().get("prices")));
    }

    @Test
    void aManifestComesBackAsItWasWritten() {
        var manifest = Batched.manifest(
                1,
                TEN,
                5,
                1,
                Map.of("not_json", 1L),
                Map.of(
                        "prices",
                        new Manifest.Written(
                                1,
                                List.of("source"),
                                3,
                                List.of(new Manifest.DataFile("processed/x", "2026-11-21", 3, 99)))),
                Map.of("p", List.of(new long[] {1, 5})));
        lake.create(manifest.key(), manifest.toJson(), Map.of());
        var found = batches.manifest(1).orElseThrow();
        assertEquals(manifest.datasets(), found.datasets());
        assertEquals(3, found.written());
        assertArrayEquals(new long[] {1, 5}, found.publishers().get("p").get(0));
        assertEquals(Optional.empty(), batches.manifest(2));
    }
}
