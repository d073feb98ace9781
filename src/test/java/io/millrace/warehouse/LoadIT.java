package io.millrace.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.dataset.Dataset;
import io.millrace.dataset.Declared;
import io.millrace.lake.BatchKind;
import io.millrace.lake.BatchSet;
import io.millrace.lake.Batched;
import io.millrace.lake.Manifest;
import io.millrace.lake.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoadIT extends PlaceIT {
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

    LoadIT() {
        super(STATES);
    }

    private List<String> states() throws Exception {
        return warehouse.rows("SELECT id, v, word, batch FROM states ORDER BY id");
    }

    @Test
    void theRowsOfABatchAreInserted() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.load();
        assertEquals(List.of("a 1 x 1", "b 1 y 1"), states());
        assertEquals(List.of("1 2 2 0 0 0"), warehouse.ledger());
        assertEquals(List.of("attempt1"), warehouse.rows("SELECT attempt FROM millrace_loads"));
    }

    @Test
    void aNewerRowReplacesAnOlderOne() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'old')");
        warehouse.load();
        warehouse.commit(2, STATES, "('a', 2, 'new')", "('b', 1, 'y')");
        warehouse.load();
        assertEquals(List.of("a 2 new 2", "b 1 y 2"), states());
        assertEquals(List.of("1 1 1 0 0 0", "2 2 1 1 0 0"), warehouse.ledger());
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
        assertEquals(List.of("1 1 1 0 0 0", "2 1 0 0 1 0"), warehouse.ledger());
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
        assertEquals(List.of("1 3 2 0 1 0", "2 2 1 0 1 0"), warehouse.ledger());
        assertSumsHold(STATES);
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
        assertEquals(List.of("1 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void aBatchWithoutRowsEntersTheLedger() throws Exception {
        warehouse.commit(1, STATES);
        warehouse.load();
        assertEquals(List.of("1 0 0 0 0 0"), warehouse.ledger());
        assertEquals(1, warehouse.loadedThrough(STATES));
    }

    @Test
    void batchesWithoutRowsEnterTheLedgerFiveHundredAtATime() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        for (var n = 2L; n <= 601; n++) {
            Batched.commit(warehouse.lake(), warehouse.manifest(n, STATES, 0, Map.of()));
        }
        Batched.commit(warehouse.lake(), warehouse.manifest(602, STATES, 1, Map.of("('a', 2, 'y')", 602L)));
        warehouse.ran.clear();
        assertEquals(
                List.of(500, 100, 1),
                warehouse.load().stream().map(done -> done.batches().size()).toList());
        assertEquals(602, warehouse.loadedThrough(STATES));
        assertEquals(
                List.of("602 2 602"),
                warehouse.rows("SELECT count(*), sum(written), count(DISTINCT attempt) FROM millrace_loads"));
        assertTrue(
                warehouse.ran.subList(0, 10).stream()
                        .noneMatch(sql -> sql.toLowerCase().contains("staging_")),
                "two loads of five statements touch no table but the ledger");
        assertEquals(List.of("a 2 y 602"), states());
        assertSumsHold(STATES);
    }

    @Test
    void aFileWithOtherRowsThanItsManifestPromisesIsRefused() throws Exception {
        warehouse.commit(1, STATES, 3, "('a', 1, 'x')", "('b', 1, 'y')");
        assertEquals(
                "warehouse test: 2 rows were staged of states batches [1], but their manifests promise 3",
                warehouse.load().get(0).failure());
        assertEquals(List.of(), states());
        assertEquals(List.of(), warehouse.ledger());
    }

    @Test
    void aLoadTakesAtMostSoManyBatches() throws Exception {
        warehouse.declare(2, STATES);
        for (var n = 1; n <= 5; n++) {
            warehouse.commit(n, STATES, "('a', " + n + ", 'x')");
        }
        var done = warehouse.load().stream().map(Round.Done::batches).toList();
        assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L), List.of(5L)), done);
    }

    @Test
    void whateverStepDiesNothingIsLeftAndTheNextRoundLoads() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.commit(2, STATES, "('a', 2, 'y')", "('b', 1, 'z')");
        for (var dying : LoadedWarehouse.STEPS) {
            warehouse.beforeStep(step -> {
                if (step.equals(dying)) {
                    throw new UncheckedIOException(new IOException("died before " + step));
                }
            });
            var fault =
                    assertThrows(UncheckedIOException.class, warehouse::load).getCause();
            assertEquals("died before " + dying, fault.getMessage());
            assertEquals(List.of(), states(), dying);
            assertEquals(List.of(), warehouse.ledger(), dying);
            assertEquals(List.of(), warehouse.leftovers(), dying);
        }
        warehouse.beforeStep(step -> {});
        warehouse.load();
        assertEquals(List.of("a 2 y 2", "b 1 z 2"), states());
        assertSumsHold(STATES);
    }

    @Test
    void aFileThatIsGoneIsNamedAndNothingIsLeftBehind() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.lake().remove("processed/states/batch=1/part.parquet");
        var failure = warehouse.load().get(0).failure();
        assertTrue(failure.startsWith("processed/states/batch=1/part.parquet is named"), failure);
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
        assertEquals(2, warehouse.loadedThrough(STATES));
        assertEquals(2, warehouse.loadedThrough(later));
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
        assertEquals(1, warehouse.sums(words).rows());
    }

    @Test
    void whatABatchReplacesIsChangedOrGone() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 5, 'y')", "('c', 1, 'z')");
        warehouse.load();
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES, "('a', 1, 'better')", "('b', 4, 'lower')");
        warehouse.load();
        assertEquals(List.of("a 1 better 2", "b 4 lower 2"), states());
        assertEquals(List.of("1 3 3 0 0 0", "2 2 0 2 0 1"), warehouse.ledger());
        assertSumsHold(STATES);
    }

    @Test
    void aReplacedBatchIsNotReadButEntersTheLedger() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES, "('a', 1, 'better')");
        warehouse.lake().remove("processed/states/batch=1/part.parquet");
        warehouse.load();
        assertEquals(List.of("a 1 better 2"), states());
        assertEquals(List.of("1 2 0 0 2 0", "2 1 1 0 0 0"), warehouse.ledger());
    }

    @Test
    void whatARowHidCountsAgainWhenItIsTakenBack() throws Exception {
        warehouse.commit(1, STATES, "('a', 3, 'hidden')");
        warehouse.commit(2, STATES, "('a', 5, 'wrong')");
        warehouse.commit(3, STATES, "('a', 4, 'ignored')");
        warehouse.load();
        warehouse.commit(4, BatchKind.REPLAY, List.of(2L), STATES);
        warehouse.load();
        assertEquals(List.of("a 4 ignored 3"), states());
        assertSumsHold(STATES);
    }

    @Test
    void whatARowHidIsFoundByAKeyOfAnotherOrderThanTheColumns() throws Exception {
        var pairs = Declared.dataset("""
                dataset: pairs
                version: 1
                key: [b, a]
                version-column: v
                columns:
                  - {name: a, type: string, required: true}
                  - {name: b, type: string, required: true}
                  - {name: v, type: int, required: true}
                """);
        warehouse.declare(10, pairs);
        warehouse.commit(1, pairs, "('x', 'y', 3)");
        warehouse.commit(2, pairs, "('x', 'y', 5)");
        warehouse.load();
        warehouse.commit(3, BatchKind.REPLAY, List.of(2L), pairs);
        warehouse.load();
        assertEquals(List.of("x y 3 1"), warehouse.rows("SELECT a, b, v, batch FROM pairs"));
    }

    @Test
    void whatRetentionRemovedOfWhatARowHidStaysAwayWithAWarningAndTheRestCountsAgain() throws Exception {
        warehouse.commit(1, STATES, "('a', 3, 'hidden')", "('b', 1, 'hidden')");
        warehouse.commit(2, STATES, "('a', 5, 'wrong')", "('b', 5, 'wrong')", "('c', 5, 'wrong')");
        warehouse.commit(3, STATES, "('a', 4, 'removed')", "('c', 4, 'removed')");
        warehouse.load();
        var removal = Removal.NONE.next(Instant.EPOCH, Map.of(Removal.processed("states"), BatchSet.of(List.of(3L))));
        warehouse.lake().create(Removal.key(1), removal.toJson(), Map.of());
        warehouse.lake().remove("processed/states/batch=3/part.parquet");
        warehouse.commit(4, BatchKind.REPLAY, List.of(2L), STATES);
        var warnings = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger(Uncovering.class);
        warnings.start();
        log.addAppender(warnings);
        try {
            warehouse.load();
        } finally {
            log.detachAppender(warnings);
        }
        assertEquals(List.of("a 3 hidden 1", "b 1 hidden 1"), states());
        assertSumsHold(STATES);
        assertEquals(1, warnings.list.size());
        var warning = warnings.list.get(0).getFormattedMessage();
        assertTrue(warning.contains("rows of batch 3 that would count again stay away, removed by retention"), warning);
    }

    @Test
    void aCompactionChangesNothingWhereItsRowsAreAndFillsANewWarehouse() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.commit(2, STATES, "('b', 1, 'y')");
        warehouse.load();
        warehouse.carry(
                3, BatchKind.COMPACT, List.of(1L, 2L), STATES, Map.of("('a', 1, 'x')", 1L, "('b', 1, 'y')", 2L));
        warehouse.load();
        assertEquals(List.of("a 1 x 1", "b 1 y 2"), states());
        assertEquals("3 2 0 0 2 0", warehouse.ledger().get(2));
        for (var table : List.of("states", "millrace_loads", "millrace_replaced")) {
            warehouse.execute("DELETE FROM " + table);
        }
        warehouse.load();
        assertEquals(List.of("a 1 x 1", "b 1 y 2"), states());
        assertEquals(List.of("1 1 0 0 1 0", "2 1 0 0 1 0", "3 2 2 0 0 0"), warehouse.ledger());
    }

    @Test
    void aBatchThatWasReplacedWhileItWasOnItsWayIsRefused() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        var late = warehouse.next().get(0);
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES);
        warehouse.load();
        warehouse.execute("DELETE FROM millrace_loads WHERE batch = 1");
        var fault = assertThrows(IllegalStateException.class, () -> warehouse.load(late));
        assertTrue(fault.getMessage().contains("has just replaced [1]"), fault.getMessage());
        assertEquals(List.of(), states());
    }

    @Test
    void whereABatchThatReplacesDiesNothingIsChanged() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES);
        for (var dying : LoadedWarehouse.REPLACING_STEPS) {
            warehouse.beforeStep(step -> {
                if (step.equals(dying)) {
                    throw new UncheckedIOException(new IOException("died before " + step));
                }
            });
            assertThrows(UncheckedIOException.class, warehouse::load);
            assertEquals(List.of("a 1 x 1"), states(), dying);
            assertEquals(List.of(), warehouse.rows("SELECT batch FROM millrace_replaced"), dying);
        }
        warehouse.beforeStep(step -> {});
        warehouse.load();
        assertEquals(List.of(), states());
    }

    @Test
    void aBatchThatCannotBeLoadedHoldsNoOtherUp() throws Exception {
        for (var n = 1; n <= 7; n++) {
            warehouse.commit(n, STATES, n == 3 ? 2 : 1, "('" + n + "', 1, 'x')");
        }
        warehouse.load();
        assertEquals(List.of("1", "2", "4", "5", "6", "7"), warehouse.rows("SELECT id FROM states ORDER BY id"));
        assertEquals(2, warehouse.loadedThrough(STATES));
        assertEquals(List.of(3L), warehouse.watched);
    }

    @Test
    void aBatchThatCannotBeLoadedIsTriedAgainAfterGrowingPauses() throws Exception {
        warehouse.commit(1, STATES, 2, "('a', 1, 'x')");
        for (var seconds : List.of(1, 2, 4, 8, 60, 120)) {
            assertEquals(1, warehouse.load().size());
            warehouse.clock.move(Duration.ofSeconds(seconds).minusMillis(1));
            assertEquals(List.of(), warehouse.load());
            warehouse.clock.move(Duration.ofMillis(1));
        }
        assertEquals(6, warehouse.watched.size());
    }

    @Test
    void aFailureOfTheWorldEndsTheRoundAndBlamesNoBatch() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.beforeStep(step -> {
            if (step.equals("upsert")) {
                throw new IllegalStateException(new SQLTransientConnectionException("gone"));
            }
        });
        assertThrows(IllegalStateException.class, warehouse::load);
        warehouse.beforeStep(step -> {});
        assertEquals(1, warehouse.load().size());
        assertEquals(List.of(), warehouse.watched);
    }

    @Test
    void loadsAreBoundedByTheirRows() throws Exception {
        warehouse.declare(new LoadSize(10, 3, 1000), STATES);
        for (var n = 1; n <= 3; n++) {
            warehouse.commit(n, STATES, "('a" + n + "', 1, 'x')", "('b" + n + "', 1, 'x')");
        }
        var done = warehouse.load().stream().map(Round.Done::batches).toList();
        assertEquals(List.of(List.of(1L), List.of(2L), List.of(3L)), done);
    }

    @Test
    void loadingARangeAgainPutsItsRowsRightAndLeavesTheLedger() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')", "('c', 1, 'z')");
        warehouse.commit(2, STATES, "('d', 1, 'x')");
        warehouse.load();
        var ledger = warehouse.rows("SELECT * FROM millrace_loads ORDER BY batch");
        warehouse.execute("DELETE FROM states WHERE id IN ('a', 'd')");
        warehouse.execute("UPDATE states SET word = 'by hand' WHERE id = 'b'");
        warehouse.execute("INSERT INTO states VALUES ('q', 1, 'stranger', 1)");
        var done = warehouse.repair(1, 1);
        assertEquals(List.of("a 1 x 1", "b 1 y 1", "c 1 z 1"), states());
        assertEquals(List.of(new Round.Done("test", "states", List.of(1L), new Round.Changes(1, 1, 1), null)), done);
        assertEquals(ledger, warehouse.rows("SELECT * FROM millrace_loads ORDER BY batch"));
        warehouse.repair(1, 2);
        assertSumsHold(STATES);
    }

    @Test
    void aHeldBatchAndOneThatGivesItUpEnterTheLedger() throws Exception {
        warehouse.plan(2);
        var held = new Manifest.Held("failed", "broken", 3, null, 0);
        warehouse.commit(Manifest.empty(Batched.plan(1, Instant.EPOCH), "attempt1", Instant.EPOCH, held));
        warehouse.commit(2, BatchKind.DROP, List.of(1L), STATES);
        warehouse.commit(3, STATES, "('a', 1, 'x')");
        warehouse.load();
        assertEquals(List.of("1 0 0 0 0 0", "2 0 0 0 0 0", "3 1 1 0 0 0"), warehouse.ledger());
        assertEquals(3, warehouse.loadedThrough(STATES));
        assertSumsHold(STATES);
    }

    @Test
    void aReplayOfOneDatasetLeavesTheRowsOfOthers() throws Exception {
        var others = Declared.dataset("""
                dataset: others
                version: 1
                key: [id]
                version-column: id
                columns: [{name: id, type: int, required: true}]
                """);
        warehouse.declare(10, STATES, others);
        var states = warehouse.manifest(1, STATES, 1, Map.of("('a', 1, 'x')", 1L));
        var ids = warehouse.manifest(1, others, 1, Map.of("(7)", 1L));
        var both = new HashMap<>(states.datasets());
        both.putAll(ids.datasets());
        warehouse.commit(Batched.manifest(1, Instant.EPOCH, 2, 0, Map.of(), both, Map.of()));
        warehouse.load();
        var replay = warehouse.manifest(2, STATES, 0, Map.of());
        warehouse.commit(Batched.about(replay, BatchKind.REPLAY, List.of(1L), "states"));
        warehouse.load();
        assertEquals(List.of(), states());
        assertEquals(List.of("7"), warehouse.rows("SELECT id FROM others"));
        assertEquals(List.of("states 1"), warehouse.rows("SELECT dataset, batch FROM millrace_replaced"));
        assertEquals(2, warehouse.loadedThrough(others));
    }

    @Test
    void whatALoadSaysThatItRunsIsWhatTheRouteRuns() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')", "('b', 1, 'y')");
        warehouse.load();
        assertEquals(warehouse.promised, warehouse.ran);

        warehouse.ran.clear();
        warehouse.commit(2, BatchKind.REPLAY, List.of(1L), STATES, "('a', 1, 'z')");
        warehouse.load();
        assertEquals(warehouse.promised, warehouse.ran);

        warehouse.ran.clear();
        warehouse.repair(1, 2);
        assertEquals(warehouse.promised, warehouse.ran);
    }

    @Test
    void allThatIsDueIsToldLoadAfterLoadAndStaysDue() throws Exception {
        warehouse.declare(2, STATES);
        for (var n = 1; n <= 5; n++) {
            warehouse.commit(n, STATES, "('a', " + n + ", 'x')");
        }
        var told = warehouse.allDue().stream().map(Load::batches).toList();
        assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L), List.of(5L)), told);
        assertEquals(List.of(), warehouse.ledger());
        assertEquals(told, warehouse.load().stream().map(Round.Done::batches).toList());
        assertEquals(List.of(), warehouse.allDue());
    }

    @Test
    void aBatchThatCannotBeLoadedAgainHoldsNoOtherUp() throws Exception {
        warehouse.declare(1, STATES);
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.commit(2, STATES, "('b', 1, 'y')");
        warehouse.load();
        warehouse.execute("DELETE FROM states");
        warehouse.lake().remove("processed/states/batch=1/part.parquet");
        var done = warehouse.repair(1, 2);
        assertTrue(done.get(0).failure().contains("gone from the processed zone"), done.toString());
        assertEquals(List.of("b 1 y 2"), states());
    }

    @Test
    void aLedgerFromBeforeDeletionsWereCountedGetsTheColumn() throws Exception {
        warehouse.commit(1, STATES, "('a', 1, 'x')");
        warehouse.load();
        warehouse.execute("ALTER TABLE millrace_loads DROP COLUMN deleted");
        warehouse.declare(10, STATES);
        warehouse.commit(2, STATES, "('b', 1, 'x')");
        warehouse.load();
        assertEquals(List.of("1 1 1 0 0 0", "2 1 1 0 0 0"), warehouse.ledger());
    }
}
