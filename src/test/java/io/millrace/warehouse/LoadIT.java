package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadIT {
    static final Dataset STATES = Declared.dataset("""
            dataset: states
            version: 1
            key: [id]
            version-column: v
            columns:
              - {name: id,   type: string, required: true}
              - {name: v,    type: int, required: true}
              - {name: word, type: string}
            """);

    @TempDir
    Path folder;

    private LoadedWarehouse warehouse;

    @BeforeEach
    void open() throws Exception {
        warehouse = new LoadedWarehouse(folder, STATES);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    private List<String> states() throws Exception {
        return warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id");
    }

    /** The sums that the status holds against each other. */
    private void assertSumsHold() throws Exception {
        var sums = warehouse.warehouse().sums(STATES);
        assertEquals(sums.written(), sums.inserted() + sums.updated() + sums.ignored(), sums.toString());
        assertEquals(sums.inserted(), sums.rows(), sums.toString());
    }

    @Test
    void theRowsOfABatchAreInserted() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.load();
        assertEquals(List.of("a 1 x 1", "b 1 y 1"), states());
        assertEquals(List.of("1 2 2 0 0"), warehouse.ledger());
        assertEquals(List.of("attempt1"), warehouse.rows("SELECT attempt FROM millrace_loads"));
    }

    @Test
    void aNewerRowReplacesAnOlderOne() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'old')");
        warehouse.load();
        warehouse.commit(2, STATES, "('a', 2, 'new')", "('b', 1, 'y')");
        warehouse.load();
        assertEquals(List.of("a 2 new 2", "b 1 y 2"), states());
        assertEquals(List.of("1 1 1 0 0", "2 2 1 1 0"), warehouse.ledger());
    }

    @Test
    void aNullReplacesAValueToo() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'old')");
        warehouse.load();
        warehouse.commit(2, STATES, "('a', 2, NULL)");
        warehouse.load();
        assertEquals(List.of("a 2 null 2"), states());
    }

    @Test
    void anOlderRowIsIgnored() throws Exception {
        warehouse.commit(1, STATES, "('a', 5, 'new')");
        warehouse.load();
        warehouse.commit(2, STATES, "('a', 4, 'old')");
        warehouse.load();
        assertEquals(List.of("a 5 new 1"), states());
        assertEquals(List.of("1 1 1 0 0", "2 1 0 0 1"), warehouse.ledger());
    }

    @Test
    void ofOneVersionTheLaterBatchWinsSoThatCleaningAgainDoes() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'parsed badly')");
        warehouse.load();
        warehouse.commit(2, STATES, "('a', 1, 'parsed well')");
        warehouse.load();
        assertEquals(List.of("a 1 parsed well 2"), states());
    }

    @Test
    void ofOneKeyInTwoBatchesOfALoadTheNewestStays() throws Exception {
        warehouse.commit(1, STATES, "('a', 3, 'newest')", "('b', 1, 'old')", "('c', 1, 'x')");
        warehouse.commit(2, STATES, "('a', 2, 'older')", "('b', 1, 'later batch')");
        warehouse.load();
        assertEquals(List.of("a 3 newest 1", "b 1 later batch 2", "c 1 x 1"), states());
        assertEquals(List.of("1 3 2 0 1", "2 2 1 0 1"), warehouse.ledger());
        assertSumsHold();
    }

    @Test
    void theOrderOfLoadsNeverMatters() throws Exception {
        var batches = List.of(
                List.of("('a', 1, 'a1')", "('b', 3, 'b3')"),
                List.of("('a', 2, 'a2')", "('b', 3, 'b3 again')", "('c', 1, 'c1')"),
                List.<String>of(),
                List.of("('a', 2, 'a2 again')", "('b', 1, 'b1')", "('d', 1, 'd1')"));
        for (var i = 0; i < batches.size(); i++) {
            warehouse.commit(i + 1, STATES, batches.get(i).toArray(String[]::new));
        }
        var lake = warehouse.lake();
        var manifests = Stream.of(1, 2, 3, 4)
                .collect(Collectors.toMap(n -> n, n -> lake.get(Manifest.key(n)).orElseThrow()));
        warehouse.next();
        for (var order : permutations(List.of(1, 2, 3, 4))) {
            // One by one, and two at a time.
            for (var together : List.of(1, 2)) {
                manifests.keySet().forEach(n -> lake.remove(Manifest.key(n)));
                warehouse.execute("DELETE FROM states");
                warehouse.execute("DELETE FROM millrace_loads");
                for (var i = 0; i < order.size(); i++) {
                    lake.put(Manifest.key(order.get(i)), manifests.get(order.get(i)));
                    if ((i + 1) % together == 0) {
                        warehouse.load();
                    }
                }
                var said = order + ", " + together + " a load";
                assertEquals(List.of("a 2 a2 again 4", "b 3 b3 again 2", "c 1 c1 2", "d 1 d1 4"), states(), said);
                var sums = warehouse.warehouse().sums(STATES);
                assertEquals(8, sums.inserted() + sums.updated() + sums.ignored(), said + " " + sums);
                assertEquals(8, sums.written(), said + " " + sums);
                assertEquals(4, sums.inserted(), said + " " + sums);
                assertEquals(4, warehouse.warehouse().loadedThrough(STATES), said);
            }
        }
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (var item : items) {
            for (var rest :
                    permutations(items.stream().filter(i -> !i.equals(item)).toList())) {
                var one = new ArrayList<>(List.of(item));
                one.addAll(rest);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void aFinishedBatchIsNotDueAgain() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        assertEquals(List.of(), warehouse.next());
    }

    @Test
    void aBatchThatSomebodyElseLoadedMeanwhileChangesNothing() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        var stale = warehouse.next().get(0);
        warehouse.load();
        warehouse.execute("UPDATE states SET word = 'by hand'");
        var fault = assertThrows(IllegalStateException.class, () -> warehouse.load(stale));
        assertTrue(fault.getMessage().contains("another loader has just loaded"), fault.getMessage());
        assertEquals(List.of("a 1 by hand 1"), states());
        assertEquals(List.of("1 1 1 0 0"), warehouse.ledger());
    }

    @Test
    void aBatchWithoutRowsEntersTheLedger() throws Exception {
        warehouse.commit(1, STATES);
        warehouse.load();
        assertEquals(List.of("1 0 0 0 0"), warehouse.ledger());
        assertEquals(1, warehouse.warehouse().loadedThrough(STATES));
    }

    @Test
    void aFileWithOtherRowsThanItsManifestPromisesIsRefused() throws Exception {
        warehouse.commit(1, STATES, 3, "('a', 1, 'x')", "('b', 1, 'y')");
        var fault = assertThrows(IllegalStateException.class, warehouse::load);
        assertEquals(
                "warehouse test: 2 rows were staged of states batches [1], but their manifests promise 3",
                fault.getMessage());
        assertEquals(List.of(), states());
        assertEquals(List.of(), warehouse.ledger());
    }

    @Test
    void aBatchThatIsNotCommittedIsWaitedForAndOvertaken() throws Exception {
        warehouse.plan(3);
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.commit(3, STATES, "('c', 1, 'z')");
        warehouse.load();
        assertEquals(1, warehouse.warehouse().loadedThrough(STATES));
        warehouse.commit(2, STATES, "('b', 1, 'y')");
        warehouse.load();
        assertEquals(3, warehouse.warehouse().loadedThrough(STATES));
        assertEquals(List.of("a 1 x 1", "b 1 y 2", "c 1 z 3"), states());
    }

    @Test
    void aLoadTakesAtMostSoManyBatches() throws Exception {
        warehouse.declare(2, STATES);
        for (var n = 1; n <= 5; n++) {
            warehouse.commit(n, STATES, "('a', " + n + ", 'x')");
        }
        assertEquals(List.of(1L, 2L), warehouse.next().get(0).batches());
        warehouse.load();
        assertEquals(List.of(3L, 4L), warehouse.next().get(0).batches());
    }

    @Test
    void whateverStepDiesNothingIsLeftAndTheNextRoundLoads() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.commit(2, STATES, "('a', 2, 'y')", "('b', 1, 'z')");
        for (var dying : LoadedWarehouse.STEPS) {
            warehouse.beforeStep(step -> {
                if (step.equals(dying)) {
                    throw new IllegalStateException("died before " + step);
                }
            });
            var fault = assertThrows(IllegalStateException.class, warehouse::load);
            assertEquals("died before " + dying, fault.getMessage());
            assertEquals(List.of(), states(), dying);
            assertEquals(List.of(), warehouse.ledger(), dying);
            assertEquals(List.of(), warehouse.leftovers(), dying);
        }
        warehouse.beforeStep(step -> {});
        warehouse.load();
        assertEquals(List.of("a 2 y 2", "b 1 z 2"), states());
        assertSumsHold();
    }

    @Test
    void twoLoadersInTheMiddleOfOneBatchLoadItOnce() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        var loads = List.of(warehouse.next().get(0), warehouse.next().get(0));
        var both = new CyclicBarrier(2);
        warehouse.beforeStep(step -> {
            if (step.equals("lock")) {
                try {
                    both.await(30, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("the other loader did not come this far", e);
                }
            }
        });
        var failed = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(2);
        try {
            var tasks = loads.stream()
                    .<Callable<Void>>map(load -> () -> {
                        try {
                            warehouse.load(load);
                        } catch (Exception e) {
                            failed.incrementAndGet();
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(1, failed.get());
        assertEquals(List.of("a 1 x 1", "b 1 y 1"), states());
        assertEquals(List.of("1 2 2 0 0"), warehouse.ledger());
    }

    @Test
    void aFileThatIsGoneIsNamedAndNothingIsLeftBehind() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.lake().remove("processed/states/batch=1/part.parquet");
        var fault = assertThrows(IllegalStateException.class, warehouse::load);
        assertTrue(fault.getMessage().startsWith("processed/states/batch=1/part.parquet is named"), fault.getMessage());
        assertEquals(List.of(), warehouse.leftovers());
    }

    @Test
    void loadsLeaveNoFilesBehind() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.commit(2, STATES);
        warehouse.load();
        assertEquals(2, warehouse.ledger().size());
        assertEquals(List.of(), warehouse.leftovers());
    }

    @Test
    void aDatasetDeclaredLaterCatchesUpThroughTheBatchesBeforeIt() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        var later = Declared.dataset("""
                dataset: later
                version: 1
                key: [id]
                version-column: id
                columns: [{name: id, type: int, required: true}]
                """);
        warehouse.declare(10, STATES, later);
        warehouse.commit(2, later, "(7)");
        warehouse.load();
        assertEquals(2, warehouse.warehouse().loadedThrough(STATES));
        assertEquals(2, warehouse.warehouse().loadedThrough(later));
        assertEquals(List.of("7"), warehouse.rows("SELECT id FROM later"));
    }

    @Test
    void aDatasetThatIsAllKeyCanBeLoadedTwice() throws Exception {
        var marks = Declared.dataset("""
                dataset: marks
                version: 1
                key: [id, at]
                version-column: at
                columns:
                  - {name: id, type: string, required: true}
                  - {name: at, type: date, required: true}
                """);
        warehouse.declare(10, marks);
        warehouse.commit(1, marks, "('a', DATE '2026-11-21')");
        warehouse.load();
        warehouse.commit(2, marks, "('a', DATE '2026-11-21')", "('a', DATE '2026-11-22')");
        warehouse.load();
        assertEquals(
                List.of("a 2026-11-21 2", "a 2026-11-22 2"),
                warehouse.rows("SELECT id, \"at\", batch FROM marks ORDER BY ALL"));
    }

    @Test
    void wordsOfSqlAreGoodNames() throws Exception {
        var words = Declared.dataset("""
                dataset: order
                version: 1
                key: [select, group]
                version-column: from
                columns:
                  - {name: select, type: string, required: true}
                  - {name: group,  type: int, required: true}
                  - {name: from,   type: timestamp, required: true}
                  - {name: table,  type: "decimal(10,2)"}
                  - {name: primary, type: json}
                """);
        warehouse.declare(10, words);
        warehouse.commit(1, words, "('a', 1, TIMESTAMPTZ '2026-11-21 10:00:00Z', 1.50, '{\"a\": 1}')");
        warehouse.load();
        warehouse.commit(2, words, "('a', 1, TIMESTAMPTZ '2026-11-21 11:00:00Z', 2.50, NULL)");
        warehouse.load();
        assertEquals(
                List.of("a 1 2.50 2"), warehouse.rows("SELECT \"select\", \"group\", \"table\", batch FROM \"order\""));
        assertEquals(1, warehouse.warehouse().sums(words).rows());
    }
}
