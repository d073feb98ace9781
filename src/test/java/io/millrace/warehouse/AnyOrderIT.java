package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.warehouse.ReplacedModel.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random batches, replays, compactions and erasures, loaded in whatever order crashes and rivals leave. */
class AnyOrderIT {
    @TempDir
    Path folder;

    static List<Integer> seeds() {
        var seeds = new ArrayList<Integer>();
        for (var seed = 0; seed < Integer.getInteger("millrace.seeds", 6); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    Place place() throws Exception {
        return Place.duckDb(folder);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTableIsAsTheBatchesSayWhateverHappenedOnTheWay(int seed) throws Exception {
        var random = new Random(seed);
        var model = new ReplacedModel(random);
        try (var warehouse = new LoadedWarehouse(folder, place(), LoadIT.STATES)) {
            // Every other warehouse begins with whatever comes after its first look.
            warehouse.from = seed % 2 == 0 ? LoadFrom.BEGINNING : StartIT.NOW;
            warehouse.declare(1 + random.nextInt(4), LoadIT.STATES);
            var stale = new ArrayList<Load>();
            for (var i = 0; i < 12; i++) {
                commit(warehouse, model.next());
                if (random.nextInt(3) == 0) {
                    stale.addAll(warehouse.next());
                }
                warehouse.beforeStep(step -> crash(random));
                if (random.nextInt(3) > 0) {
                    attempt(warehouse::load);
                }
                if (random.nextInt(4) == 0 && !stale.isEmpty()) {
                    var old = stale.remove(random.nextInt(stale.size()));
                    attempt(() -> warehouse.load(old));
                }
                warehouse.clock.move(Duration.ofSeconds(random.nextInt(4)));
                warehouse.beforeStep(step -> {});
            }
            warehouse.clock.move(Duration.ofHours(2));
            warehouse.load();
            assertHolds(model, warehouse, "seed " + seed);

            // A new warehouse over the same lake.
            warehouse.execute("DROP TABLE states");
            warehouse.execute("DELETE FROM millrace_loads");
            warehouse.execute("DELETE FROM millrace_replaced");
            warehouse.execute("DELETE FROM millrace_starts");
            warehouse.from = seed % 3 == 0 ? LoadFrom.BEGINNING : StartIT.at(1 + seed % 7);
            warehouse.declare(1 + random.nextInt(12), LoadIT.STATES).load();
            assertHolds(model, warehouse, "seed " + seed + " from the start");

            // Whatever happens to the table by hand, loading all again puts it right.
            warehouse.execute("DELETE FROM states WHERE md5(concat(id, '" + seed + "')) < '5'");
            warehouse.execute("UPDATE states SET v = 9, word = 'wrong' WHERE md5(concat(id, '" + seed + "')) > 'a'");
            warehouse.execute("INSERT INTO states VALUES ('zz', 1, 'stranger', 1)");
            warehouse.repair(1, 12);
            assertHolds(model, warehouse, "seed " + seed + " put right");
        }
    }

    private static void assertHolds(ReplacedModel model, LoadedWarehouse warehouse, String when) throws Exception {
        var said = when + " " + model.batches;
        var first = warehouse.warehouse().start().first();
        assertEquals(model.table(first), warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id"), said);
        var sums = warehouse.sums(LoadIT.STATES);
        assertEquals(sums.written(), sums.inserted() + sums.updated() + sums.ignored(), said + sums);
        assertEquals(
                model.batches.stream()
                        .filter(batch -> batch.n() >= first)
                        .mapToLong(batch -> batch.rows().size())
                        .sum(),
                sums.written(),
                said + sums);
        assertEquals(sums.inserted() - sums.deleted(), sums.rows(), said + sums);
        assertEquals(model.batches.size(), warehouse.loadedThrough(LoadIT.STATES), said);
        assertEquals(List.of(), warehouse.leftovers(), said);
    }

    private static void commit(LoadedWarehouse warehouse, Batch batch) throws Exception {
        var rows = new LinkedHashMap<String, Long>();
        batch.rows().forEach(row -> rows.put(row.tuple(), row.batch()));
        warehouse.carry(batch.n(), batch.kind(), batch.replaces(), LoadIT.STATES, rows);
    }

    /** Now and then: the world's fault, or the load's own. */
    private static void crash(Random random) {
        switch (random.nextInt(60)) {
            case 0 -> throw new UncheckedIOException(new IOException("no world"));
            case 1 -> throw new IllegalStateException("no good");
            default -> {}
        }
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static void attempt(Attempt attempt) throws Exception {
        try {
            attempt.make();
        } catch (UncheckedIOException | IllegalStateException e) {
            // Died, or came too late: the next round goes on.
        }
    }
}
